using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Plugins;
using NFlow.Runtime.Steps;
using NFlow.Runtime.Tests.Support;

namespace NFlow.Runtime.Tests.Plugins;

public sealed class PluginTests
{
    [TestCase("weather_in('Lima')", "\"Lima:1\"")]
    [TestCase("weather_in('Lima', 3)", "\"Lima:3\"")]
    [TestCase("weather_in('Lima', undefined)", "\"Lima:1\"")]
    [TestCase("weather.later('Lima')", "{\"city\":\"Lima\",\"degrees\":21}")]
    [TestCase("weather.average([{city:'a',degrees:10},{city:'b',degrees:20}])", "15")]
    [TestCase("weather_in()", "\"TypeError: weather_in: argument 'city' must be a string, not undefined.\"")]
    [TestCase("weather_in('Lima', 'x')", "\"TypeError: weather_in: argument 'days' must be a number, not string.\"")]
    [TestCase("weather_in('Lima', 1.5)", "\"TypeError: weather_in: argument 'days' must be a whole number, not 1.5.\"")]
    [TestCase("weather.average(5)", "\"TypeError: weather.average: argument 'days' must be Array<{ city: string; degrees: number }>, not number.\"")]
    [TestCase("weather.average([{city:'a',degrees:'hot'}])", "\"TypeError: weather.average: argument 'days' must be Array<{ city: string; degrees: number }>, and '[0].degrees' does not fit.\"")]
    [TestCase("weather.average()", "\"TypeError: weather.average: argument 'days' must be an array, not undefined.\"")]
    [TestCase("weather.fails()", "\"Error: weather.fails failed.\"")]
    public async Task Function_TypedDelegate_ConvertsArgumentsAndResult(string expression, string expected)
    {
        await using var host = Host(new AppBuilder().Script("/run", $"async function main(){{ let r; try {{ r = await ({expression}); }} catch (e) {{ r = String(e); }} c.String(200, JSON.stringify(r)); }}"));

        var answer = await host.GetAsync("/run");

        if (expected.Contains("fails", StringComparison.Ordinal))
            Assert.That(answer.Text, Does.StartWith("\"Error: ").And.Not.Contain("secret"));
        else
            Assert.That(answer.Text, Is.EqualTo(expected));
    }

    [Test]
    public async Task Step_OfAPlugin_GetsPayloadAndDataAndChoosesPayloadAndPort()
    {
        var app = new AppBuilder()
            .Starter("s", "/run", "p")
            .Node("p", "dromedary", """{"dromedary_name":"weather","city":"Quito"}""", ("output_1", "one"), ("output_2", "two"))
            .Script("one", "function main(){ c.String(200, 'one') }", [])
            .Script("two", "function main(){ c.JSON(200, payload) }", []);
        await using var host = Host(app);

        var answer = await host.GetAsync("/run?a=1");

        Assert.That(answer.Text, Is.EqualTo("{\"a\":\"1\",\"city\":\"Quito\",\"seen\":{\"a\":\"1\"}}\n"));
    }

    [Test]
    public async Task Step_OfAPluginThatIsNotInstalled_FailsNamingIt()
    {
        await using var host = Host(new AppBuilder().Starter("s", "/run", "p").Node("p", "dromedary", """{"dromedary_name":"nope"}"""));

        var answer = await host.GetAsync("/run");

        Assert.That(answer.Error?.Message, Is.EqualTo("Plugin 'nope' is not installed."));
    }

    [Test]
    public async Task Events_OfAPlugin_RunTheSubFlowForEachMessageInOrderUntilErrorExit()
    {
        var app = new AppBuilder()
            .Starter("s", "/run", "p")
            .Node("p", "dromedary_callback", """{"dromedary_name":"weather"}""", ("output_1", "main"), ("output_2", "each"), ("output_3", "special"))
            .Script("main", "function main(){ c.String(200, 'started') }", [])
            .Script("each", "function main(){ report('each ' + payload.n) }", [])
            .Script("special", "function main(){ report('special ' + payload.n) }", []);
        await using var host = Host(app);
        var plugin = host.Get<IEnumerable<INFlowPlugin>>().OfType<WeatherPlugin>().Single();

        var answer = await host.GetAsync("/run");
        foreach (var message in (string[])["""{"n":1}""", """{"n":2,"next":"output_3"}""", """{"n":3}""", """{"error_exit":"done"}""", """{"n":4}"""])
            plugin.Messages.Writer.TryWrite(JsonElement.Parse(message));
        var reports = new List<string>();
        for (var i = 0; i < 3; i++)
            reports.Add(await plugin.Reports.Reader.ReadAsync());
        await plugin.SourceEnded.Task;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Text, Is.EqualTo("started"));
            Assert.That(reports, Is.EqualTo(new[] { "each 1", "special 2", "each 3" }));
            Assert.That(plugin.Reports.Reader.TryRead(out _), Is.False);
        }
    }

    [Test]
    public async Task Events_WhenTheHostStops_AreCancelled()
    {
        var app = new AppBuilder().Starter("s", "/run", "p").Node("p", "dromedary_callback", """{"dromedary_name":"weather"}""", ("output_1", "each")).Script("each", "function main(){}", []);
        await using var host = Host(app);
        var plugin = host.Get<IEnumerable<INFlowPlugin>>().OfType<WeatherPlugin>().Single();
        await host.GetAsync("/run");
        await plugin.SourceStarted.Task;

        await host.Lifetime.StopAsync(default);

        Assert.That(plugin.SourceEnded.Task.IsCompletedSuccessfully, Is.True);
    }

    [Test]
    public void AddPlugin_TwoOfOneName_FailsAtStartNamingIt()
    {
        Assert.That(
            () => new EngineHost(new AppBuilder(), builder => builder.AddPlugin<WeatherPlugin>().AddPlugin<OtherWeatherPlugin>()).Get<IWorkflowEngine>(),
            Throws.InvalidOperationException.With.Message.Contains("Two plugins are called 'weather'"));
    }

    private static EngineHost Host(AppBuilder app) => new(app, builder => builder.AddPlugin<WeatherPlugin>());

    private sealed record Reading(string City, double Degrees);

    private sealed class WeatherPlugin : INFlowPlugin
    {
        public Channel<JsonElement> Messages { get; } = Channel.CreateUnbounded<JsonElement>();

        public Channel<string> Reports { get; } = Channel.CreateUnbounded<string>();

        public TaskCompletionSource SourceStarted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource SourceEnded { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => "weather";

        public void Configure(PluginBuilder plugin) => plugin
            .Function("weather_in", (string city, int? days, CancellationToken token) => $"{city}:{days ?? 1}{(token.CanBeCanceled ? "" : "?")}", "A forecast.")
            .Function("weather.later", async (string city) =>
            {
                await Task.Yield();
                return new Reading(city, 21);
            })
            .Function("weather.average", (IReadOnlyList<Reading> days) => days.Average(day => day.Degrees))
            .Function("weather.fails", () => FailAsync())
            .Function("report", (string text) => Reports.Writer.TryWrite(text))
            .Step((step, _) => new(StepResult.Next("output_2", new { city = step.Node.ReadText("city"), seen = step.Payload })))
            .Events((_, token) => ReadAsync(token));

        private static async Task<int> FailAsync()
        {
            await Task.Yield();
            throw new InvalidOperationException("secret path /etc/x");
        }

        private async IAsyncEnumerable<JsonElement> ReadAsync([EnumeratorCancellation] CancellationToken token)
        {
            SourceStarted.TrySetResult();
            try
            {
                await foreach (var message in Messages.Reader.ReadAllAsync(token))
                    yield return message;
            }
            finally
            {
                SourceEnded.TrySetResult();
            }
        }
    }

    private sealed class OtherWeatherPlugin : INFlowPlugin
    {
        public string Name => "weather";

        public void Configure(PluginBuilder plugin)
        {
        }
    }
}
