namespace NFlow.Runtime.Scripting;

/// <summary>A script that failed: it threw, it did not compile, or it defined nothing to run.</summary>
/// <remarks>The message is the script's own and may be shown to clients; it holds no source code, path or .NET type.</remarks>
public sealed class ScriptException : NFlowException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">The error's name and message.</param>
    /// <param name="scriptName">The node or module the script belongs to.</param>
    /// <param name="line">Line in the author's text, from 1; 0 when unknown.</param>
    /// <param name="column">Column in the author's text, from 1; 0 when unknown.</param>
    /// <param name="scriptStack">The script's own call stack; null when there is none.</param>
    /// <param name="innerException">The cause, if any.</param>
    public ScriptException(string message, string scriptName, int line = 0, int column = 0, string? scriptStack = null, Exception? innerException = null)
        : base(message, innerException)
    {
        ScriptName = scriptName;
        Line = line;
        Column = column;
        ScriptStack = scriptStack;
    }

    /// <summary>The node or module the script belongs to.</summary>
    public string ScriptName { get; }

    /// <summary>Line in the author's text, from 1; 0 when unknown.</summary>
    public int Line { get; }

    /// <summary>Column in the author's text, from 1; 0 when unknown.</summary>
    public int Column { get; }

    /// <summary>The script's own call stack, for logs; null when there is none.</summary>
    public string? ScriptStack { get; }
}
