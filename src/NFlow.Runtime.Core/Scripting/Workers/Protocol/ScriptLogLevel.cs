namespace NFlow.Runtime.Scripting.Workers.Protocol;

/// <summary>Levels of a line for the log, numbered as <c>Microsoft.Extensions.Logging.LogLevel</c> numbers them.</summary>
internal enum ScriptLogLevel : byte
{
    /// <summary>Not sent.</summary>
    Trace,

    /// <summary>Not sent.</summary>
    Debug,

    /// <summary>Not sent.</summary>
    Information,

    /// <summary>A warning.</summary>
    Warning,

    /// <summary>An error.</summary>
    Error,

    /// <summary>Something the operator must know.</summary>
    Critical,
}
