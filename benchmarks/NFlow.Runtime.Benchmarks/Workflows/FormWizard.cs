using System.Text;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Benchmarks.Support;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.Benchmarks.Workflows;

/// <summary>A form in three requests: it waits twice, keeps its answers in the session, and ends with all of them.</summary>
[MemoryDiagnoser]
public class FormWizard
{
    private const string ResumeField = "nflow_next_node_run";

    private BenchmarkHost _host = null!;
    private ISessionStore _sessions = null!;

    [GlobalSetup]
    public void Prepare()
    {
        _host = new BenchmarkHost(new DesignerDocument()
            .Starter("s", "/order", "item")
            .Script("item", "function main() { c.HTML(200, '<form method=post><input name=item></form>'); payload['break'] = true; }", ("output_1", "address"))
            .Script("address", "function main() { c.HTML(200, '<form method=post><input name=city></form>'); payload['break'] = true; }", ("output_1", "done"))
            .Script("done", "function main() { c.JSON(200, { item: payload.item, city: payload.city }); }"));
        _sessions = _host.Services.GetRequiredService<ISessionStore>();
    }

    [GlobalCleanup]
    public async Task Clean() => await _host.DisposeAsync();

    [Benchmark]
    public async Task<object> ThreeRequests()
    {
        var first = await _host.GetAsync("/order");
        var session = first.SessionId ?? throw new InvalidOperationException("The wizard got no session.");
        await _host.RunAsync(Post(session, "address", "item", "book"));
        var last = await _host.RunAsync(Post(session, "done", "city", "Zurich"));
        if (!last.Body.Span.StartsWith("""{"item":"book","city":"Zurich"}"""u8))
            throw new InvalidOperationException($"The wizard lost an answer: {Encoding.UTF8.GetString(last.Body.Span)}");

        // A session outlives its run by a day; the store must not grow while it is measured.
        await _sessions.DeleteAsync(session, CancellationToken.None);
        return last;
    }

    private static WorkflowRequest Post(string session, string node, string name, string value)
    {
        var form = new FieldCollection();
        form.Add(ResumeField, node);
        form.Add(name, value);
        return new WorkflowRequest { Method = "POST", Path = "/order", Form = form, SessionId = session };
    }
}
