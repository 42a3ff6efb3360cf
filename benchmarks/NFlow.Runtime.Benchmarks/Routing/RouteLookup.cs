using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Order;
using NFlow.Runtime.Benchmarks.Support;
using NFlow.Runtime.Model;
using NFlow.Runtime.Routing;

namespace NFlow.Runtime.Benchmarks.Routing;

/// <summary>Finding a route, and a whole run behind it, in an app of one route and in one of 1,000: the figures must not differ.</summary>
[MemoryDiagnoser]
[Orderer(SummaryOrderPolicy.Declared)]
public class RouteLookup
{
    private RouteTable _table = null!;
    private BenchmarkHost _host = null!;
    private string _literal = "";
    private string _variable = "";

    [Params(1, 1_000)]
    public int Routes { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var app = new DesignerDocument();
        for (var i = 0; i < Routes; i++)
        {
            // Twenty routes a flow: the first request to a flow compiles all its scripts.
            if (i % 10 == 0)
                app.Flow($"Flow {i / 10}");
            app.Workload($"/area{i % 10}/page{i}", ["return c.JSON(200, { ok: true });"])
                .Workload($"/area{i % 10}/order{i}/:id", ["return c.JSON(200, { ok: true });"]);
        }

        var middle = Routes / 2;
        (_literal, _variable) = ($"/area{middle % 10}/page{middle}", $"/area{middle % 10}/order{middle}/4711");
        _table = AppDefinitionReader.Read("app", app.ToUtf8()).Routes;
        _host = new BenchmarkHost(app);
    }

    [GlobalCleanup]
    public async Task Clean() => await _host.DisposeAsync();

    [Benchmark]
    public object MatchLiteral() => Found(_table.Match("GET", _literal));

    [Benchmark]
    public object MatchVariable() => Found(_table.Match("GET", _variable));

    [Benchmark]
    public object MatchNothing() => _table.Match("GET", "/area0/nothing") is null ? this : throw new InvalidOperationException("A route was found.");

    [Benchmark]
    public Task Run() => _host.GetAsync(_literal);

    private static RouteMatch Found(RouteMatch? match) => match ?? throw new InvalidOperationException("No route was found.");
}
