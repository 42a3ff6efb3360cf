using System.Text.Json;

namespace NFlow.Runtime.Scripting.Workers.Protocol;

/// <summary>What a worker is told first: everything it needs to run scripts as the server would, and nothing else.</summary>
internal sealed record WorkerHello(
    int Version,
    ScriptLimits Limits,
    ScriptAnalysisOptions Analysis,
    IReadOnlyList<WorkerHello.FunctionShape> Functions,
    IReadOnlyList<WorkerHello.GlobalShape> Globals,
    IReadOnlyList<HostLibrary> Libraries,
    IReadOnlyDictionary<string, string> Aliases)
{
    /// <summary>Version of the frames. Server and worker come from one build; this tells when they do not.</summary>
    public const int CurrentVersion = 1;

    /// <summary>What server and worker write alike.</summary>
    public static WorkerHello Describe(HostSurface surface, ScriptLimits limits, ScriptAnalysisOptions analysis) => new(
        CurrentVersion,
        limits,
        analysis,
        [.. surface.Functions.Select(function => new FunctionShape(function.Name, function.Mode, [.. function.Parameters.Select(parameter => parameter.Name)]))],
        [.. surface.Globals.Select(global => new GlobalShape(global.Name, global.Lifetime))],
        [.. surface.Libraries.Select(library => library with { Declarations = "" })],
        surface.Aliases);

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, WorkerHelloJson.Default.WorkerHello);

    /// <exception cref="WorkerProtocolException">The server is of another version.</exception>
    public static WorkerHello Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, WorkerHelloJson.Default.WorkerHello) is { Version: CurrentVersion } hello
            ? hello
            : throw new WorkerProtocolException($"The server is not of protocol version {CurrentVersion}.");

    /// <summary>A host function, without its work.</summary>
    internal sealed record FunctionShape(string Name, HostFunctionMode Mode, IReadOnlyList<string> Parameters);

    /// <summary>A host value, without the way to read it.</summary>
    internal sealed record GlobalShape(string Name, HostGlobalLifetime Lifetime);
}
