namespace NFlow.Runtime.Scripting.Workers.Protocol;

/// <summary>How a worker answers a fetch or the reading of an argument.</summary>
internal enum ReplyKind : byte
{
    /// <summary>With what was asked for.</summary>
    Value,

    /// <summary>There is nothing, as <c>JSON.stringify(undefined)</c> gives nothing.</summary>
    Nothing,

    /// <summary>The script raised an error; the worker keeps it.</summary>
    Failed,
}
