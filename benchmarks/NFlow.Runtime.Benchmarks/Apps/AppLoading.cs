using BenchmarkDotNet.Attributes;
using NFlow.Runtime.Benchmarks.Support;
using NFlow.Runtime.Model;

namespace NFlow.Runtime.Benchmarks.Apps;

/// <summary>Reading a designer document into an app: ten times the nodes must cost about ten times as much.</summary>
[MemoryDiagnoser]
public class AppLoading
{
    private byte[] _document = [];

    [Params(500, 5_000)]
    public int Nodes { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var app = new DesignerDocument();
        for (var flow = 0; flow < Nodes / 50; flow++)
        {
            app.Flow($"Flow {flow}").Starter($"{flow}.0", $"/flow{flow}", $"{flow}.1");
            for (var i = 1; i < 50; i++)
                app.Script($"{flow}.{i}", $"function main() {{ payload.step{i} = {i}; }}", ("output_1", $"{flow}.{i + 1}"));
            app.Script($"{flow}.50", "function main() { c.JSON(200, payload); }");
        }

        _document = app.ToUtf8();
    }

    [Benchmark]
    public object Read()
    {
        var app = AppDefinitionReader.Read("app", _document);
        return app.Problems.Count == 0 ? app : throw new InvalidOperationException(app.Problems[0].ToString());
    }
}
