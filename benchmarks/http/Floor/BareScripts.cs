using Jint;

namespace NFlow.Runtime.Benchmarks.Floor;

/// <summary>Floor B1: what JavaScript costs on top of Kestrel.</summary>
/// <param name="workloads">Folder of the scripts.</param>
/// <param name="name">The workload.</param>
/// <param name="asInApp">Whether the scripts have the form that they have in the app that NFlow serves.</param>
internal sealed class BareScripts(string workloads, string name, bool asInApp)
{
    private static readonly Options Limits = BareJint.WithLimits();

    private readonly BareJint _scripts = new(Read(workloads, name), asInApp);

    public async Task HandleAsync(HttpContext context)
    {
        var answer = _scripts.Run(Limits, await RequestBody.ReadAsync(context));
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength = answer.Body.WrittenCount;
        await context.Response.BodyWriter.WriteAsync(answer.Body.WrittenMemory);
    }

    private static IEnumerable<string> Read(string workloads, string name)
    {
        string[] files = File.Exists(Path.Combine(workloads, name + ".js"))
            ? [name]
            : [.. Enumerable.Range(1, 5).Select(number => $"{name}.{number}")];
        return files.Select(file => File.ReadAllText(Path.Combine(workloads, file + ".js")));
    }
}
