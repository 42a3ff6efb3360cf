using NFlow.Runtime.Scripting;
using NFlow.Runtime.Scripting.Workers.Child;

namespace NFlow.Runtime;

/// <summary>The program of a worker process (<see cref="ScriptIsolation.Process"/>). The package NFlow.Runtime.Worker is nothing but this.</summary>
/// <remarks>An application that cannot be started by <c>dotnet</c>, such as a self-contained one, can be its own worker: name it in <see cref="ScriptWorkerOptions.Command"/>, with an argument, and call <see cref="Run"/> first thing when it gets that argument.</remarks>
public static class NFlowWorkerProcess
{
    /// <summary>Serves the process that started this one, over standard input and output, until that process ends.</summary>
    /// <returns>Exit code.</returns>
    public static int Run() => WorkerProgram.Run();
}
