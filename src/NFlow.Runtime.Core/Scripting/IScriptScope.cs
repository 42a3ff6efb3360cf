using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Scripting;

/// <summary>The script world of one run, shared by its nodes. One script at a time; not thread-safe.</summary>
internal interface IScriptScope : IAsyncDisposable
{
    /// <summary>Runs a script for a node: sets its globals, runs the source, calls its function and reads <c>payload</c> and <c>next</c> back.</summary>
    /// <param name="script">A script compiled by the same engine.</param>
    /// <param name="frame">Node, payload and globals of this execution.</param>
    /// <param name="cancellationToken">Stops the script at once, running or waiting.</param>
    /// <returns>Where the script wants to go on, and its payload. Completes synchronously unless the script awaits.</returns>
    /// <exception cref="ScriptException">The script failed.</exception>
    /// <exception cref="RunFailedException">A limit was exceeded, or a host function failed the run.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    ValueTask<ScriptCompletion> RunAsync(CompiledScript script, ScriptFrame frame, CancellationToken cancellationToken);
}
