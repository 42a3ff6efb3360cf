namespace NFlow.Runtime.Scripting.Workers.Protocol;

/// <summary>How the server answers a call.</summary>
internal enum AnswerKind : byte
{
    /// <summary>With a value.</summary>
    Value,

    /// <summary>Later, with a frame of its own.</summary>
    Later,

    /// <summary>With an Error the script may catch.</summary>
    Error,

    /// <summary>With a TypeError the script may catch.</summary>
    TypeError,

    /// <summary>The host function failed unexpectedly; the server's log has the reason.</summary>
    Failed,

    /// <summary>With the error that reading an argument raised in the worker.</summary>
    ArgumentFailed,

    /// <summary>The run has failed and must stop; the server knows why.</summary>
    Aborted,
}
