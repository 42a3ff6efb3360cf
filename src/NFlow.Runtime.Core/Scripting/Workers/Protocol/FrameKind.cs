namespace NFlow.Runtime.Scripting.Workers.Protocol;

/// <summary>What server and worker say to each other. The numbers are the protocol; see docs/adr/0006.</summary>
internal enum FrameKind : byte
{
    /// <summary>Server, first: version, limits, host surface.</summary>
    Hello = 1,

    /// <summary>Server: a script the worker will be asked to run, by number.</summary>
    Source = 2,

    /// <summary>Server: the scripts of a flow, by which the worker decides how a run's memory is watched.</summary>
    Flow = 3,

    /// <summary>Server: a run begins; a new script world.</summary>
    Begin = 4,

    /// <summary>Server: run a script for a node.</summary>
    Run = 5,

    /// <summary>Server: stop the script at once.</summary>
    Cancel = 6,

    /// <summary>Server: the run has ended; forget its world.</summary>
    End = 7,

    /// <summary>Server: send a payload, or a value of the form state, as JSON.</summary>
    Fetch = 8,

    /// <summary>Server: send an argument of a call that is being served, in another form.</summary>
    ReadArgument = 9,

    /// <summary>Server: what a call gave: a value, an error, or that the result comes later.</summary>
    Answer = 10,

    /// <summary>Server: what a call gave whose result was to come later.</summary>
    Late = 11,

    /// <summary>Worker: ready.</summary>
    Ready = 64,

    /// <summary>Worker: a script calls a host function or reads a host value.</summary>
    Call = 65,

    /// <summary>Worker: the answer to a fetch or to the reading of an argument.</summary>
    Reply = 66,

    /// <summary>Worker: the script has ended.</summary>
    Done = 67,

    /// <summary>Worker: a line for the log.</summary>
    Log = 68,
}
