using System.Text.Encodings.Web;
using System.Text.Json;

namespace NFlow.Runtime.Compatibility.Tests.Surface;

/// <summary>Every function that scripts can call: that it works through a running workflow, and that a wrong argument is a TypeError that names it.</summary>
public sealed class HostSurfaceTests
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static SurfaceHost _host = null!;

    private static IEnumerable<TestCaseData> Uses => Cases(SurfaceCaseKind.Returns, SurfaceCaseKind.Answers, SurfaceCaseKind.Throws);

    private static IEnumerable<TestCaseData> WrongArguments => Cases(SurfaceCaseKind.Refuses);

    [OneTimeSetUp]
    public static async Task StartHost() => _host = await SurfaceHost.StartAsync();

    [OneTimeTearDown]
    public static async Task StopHost() => await _host.DisposeAsync();

    [Test]
    public async Task Surface_EveryFunction_HasAUseAWrongArgumentAndACancellation()
    {
        var functions = await SurfaceInventory.ListAsync(_host);
        var contract = SurfaceContract.Instance;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(functions.SelectMany(function => contract.Lacks(function).Select(lack => $"{function.Name} lacks {lack}")), Is.Empty);
            Assert.That(contract.Names.Except(functions.Select(function => function.Name)), Is.Empty, "the contract has cases for what scripts cannot call");
        }
    }

    [Test]
    public void Surface_EveryPrivateFunction_IsUsedByALibrary()
    {
        var sources = string.Concat(_host.Surface.Libraries.Select(library => library.Source));

        Assert.That(_host.Surface.Functions.Select(function => function.Name).Where(name => name.StartsWith('$') && !sources.Contains($"host.{name}(", StringComparison.Ordinal)), Is.Empty);
    }

    [TestCaseSource(nameof(Uses))]
    public async Task Function_Used_DoesWhatItSays(object item)
    {
        var (names, kind, script, expected) = (SurfaceCase)item;
        PeersOf.Require(names[0]);
        if (kind == SurfaceCaseKind.Throws)
            script = $"try {{ await (async () => {{ {script}\n }})(); return 'nothing was thrown'; }} catch (e) {{ return String(e); }}";

        var (report, response, text) = await _host.RunAsync(script);

        Assert.That(report.Outcome.Error?.ToString(), Is.Null);
        switch (kind)
        {
            case SurfaceCaseKind.Returns:
                Assert.That(Json(JsonElement.Parse(text)[0]), Is.EqualTo(Json(JsonElement.Parse(expected))));
                break;
            case SurfaceCaseKind.Answers:
                var headers = response.Headers.Where(header => header.Key != "Nflow-Wid-1").Select(header => $" [{header.Key}: {header.Value}]");
                Assert.That($"{response.StatusCode} {response.ContentType ?? "-"}{string.Concat(headers)} {text.Replace("\n", "\\n", StringComparison.Ordinal)}".TrimEnd(), Is.EqualTo(expected));
                break;
            default:
                Assert.That(JsonElement.Parse(text)[0].GetString(), Is.EqualTo(expected));
                break;
        }
    }

    [TestCaseSource(nameof(WrongArguments))]
    public async Task Function_WrongArgument_IsATypeErrorThatNamesFunctionArgumentAndExpectation(object item)
    {
        var (names, _, script, expected) = (SurfaceCase)item;
        PeersOf.Require(names[0]);

        var (report, _, text) = await _host.RunAsync($"try {{ await (async () => {{ {script}\n }})(); return 'nothing was thrown'; }} catch (e) {{ return String(e); }}");

        Assert.That(report.Outcome.Error?.ToString(), Is.Null);
        Assert.That(JsonElement.Parse(text)[0].GetString(), Is.EqualTo($"TypeError: {expected}"));
    }

    private static IEnumerable<TestCaseData> Cases(params SurfaceCaseKind[] kinds) =>
        SurfaceContract.Instance.Cases.Where(item => kinds.Contains(item.Kind)).Select(item => new TestCaseData(item).SetArgDisplayNames(item.ToString()));

    private static string Json(JsonElement json) => JsonSerializer.Serialize(json, Readable);
}
