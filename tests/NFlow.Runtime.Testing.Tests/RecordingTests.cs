using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Recording;
using NFlow.Runtime.Steps;

namespace NFlow.Runtime.Testing.Tests;

internal sealed class RecordingTests
{
    private const string Token = "a-token-for-recordings";

    private static readonly App.Node[] Nodes =
    [
        new("Price", "") { Type = "price", Next = ["Rate"] },
        new("Rate", """
            async function main() {
              const [a, b] = await Promise.all([http.get('https://rates.example.org/eur'), http.get('https://rates.example.org/usd')]);
              payload.rate = a.json().rate / b.json().rate;
              payload.lucky = Math.random();
              payload.at = new Date().toISOString();
              payload.ticket = uuid();
              payload.storage = nflow_data.storage_id;
            }
            """) { Next = ["Fork"] },
        new("Fork", "") { Type = "gorutine", Next = ["Answer", "Mail"] },
        new("Answer", "c.JSON(200, { total: payload.price * payload.rate, lucky: payload.lucky, ticket: payload.ticket, wid, visits: set_session('me', 'visits', Number(get_session('me', 'visits') || 0) + 1) ?? get_session('me', 'visits') });"),
        new("Mail", "payload.sent = send_mail('shop@example.org', 'Ticket ' + payload.ticket, 'x', null, '');"),
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nflow-recordings-");

    [TearDown]
    public void TearDown() => _folder.Delete(recursive: true);

    [Test]
    public async Task RecordedRun_IsReplayedOffline_WithTheSamePathPayloadsAndAnswer()
    {
        var recording = await RecordAsync(App.Of("/order", Nodes), host => host.Client.GetAsync("/order?item=book"));

        var replay = await recording.ReplayAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(replay.Differences, Is.Empty);
            Assert.That(recording.Drawing, Is.EqualTo("Price → (output_1) Rate → (output_1) Fork → (output_1) Answer → (output_1) end"));
            Assert.That(replay.Run.Drawing, Is.EqualTo(recording.Drawing));
            Assert.That(recording.HostCalls, Has.Some.EqualTo("http.get(\"https://rates.example.org/eur\")"));
            Assert.That(recording.HostCalls, Has.Some.StartsWith("send_mail(\"shop@example.org\""));
        }
    }

    [Test]
    public async Task SecondStepOfAWizard_IsReplayedWithTheSessionItFound()
    {
        var app = App.Of("/wizard",
            new App.Node("Ask", "payload.break = true; set_session('cart', 'items', ['pen']);") { Next = ["Check"] },
            new App.Node("Check", "payload.break = false; c.JSON(200, { name: payload.name, cart: open_session('cart') });"));
        var recording = await RecordAsync(app, async host =>
        {
            await host.Client.GetAsync("/wizard?name=Ana");
            await host.Client.SubmitAsync("Check");
        });

        var replay = await recording.ReplayAsync();

        replay.Run.ShouldHaveTaken("Check").ShouldHaveAnsweredJson(new { name = "Ana", cart = new { items = new[] { "pen" } } });
    }

    [Test]
    public async Task ChangedApp_FailsWithTheFirstDifference()
    {
        var recording = await RecordAsync(App.Of("/order", Nodes), host => host.Client.GetAsync("/order"));
        var changed = Path.Combine(_folder.FullName, "changed.json");
        await File.WriteAllTextAsync(changed, App.Of("/order", [.. Nodes.Select(node => node.Name switch
        {
            "Rate" => node with { Code = node.Code.Replace("rates.example.org/usd", "rates.example.org/gbp", StringComparison.Ordinal) },
            "Answer" => node with { Code = "c.JSON(200, { total: 1 });" },
            _ => node,
        })]));

        Assert.That(async () => await recording.ReplayAsync(changed), Throws.InstanceOf<WorkflowAssertionException>()
            .With.Message.Contains("recorded: Price → (output_1) Rate")
            .And.Message.Contains("replayed: Price → (output_1) Rate")
            .And.Message.Contains("Host call 2: recorded http.get(\"https://rates.example.org/usd\"), replayed http.get(\"https://rates.example.org/gbp\").")
            .And.Message.Contains("Answer: body at /total"));
    }

    [Test]
    public async Task ChangedPath_ShowsBothPaths_AndTheCallThatIsNotMadeAnyMore()
    {
        var recording = await RecordAsync(
            App.Of("/x", new App.Node("Ask", "payload.n = http_get('https://a.example.org/').status_code;") { Next = ["Done", "Other"] }, new App.Node("Done", "c.String(200, 'done');"), new App.Node("Other", "c.String(200, 'other');")),
            host => host.Client.GetAsync("/x"));
        var changed = Path.Combine(_folder.FullName, "changed.json");
        await File.WriteAllTextAsync(changed, App.Of("/x", new App.Node("Ask", "next = 'output_2';") { Next = ["Done", "Other"] }, new App.Node("Done", "c.String(200, 'done');"), new App.Node("Other", "c.String(200, 'other');")));

        var replay = await recording.CompareAsync(changed);

        Assert.That(replay.Differences, Is.EqualTo([
            "Node 1 'Ask': payload at /n: recorded 200, replayed nothing.",
            "The recorded call http_get(\"https://a.example.org/\") was not made.",
            "Answer: recorded body 'done', replayed 'other'.",
        ]));
    }

    [Test]
    public async Task Secrets_AreNotInTheFile_AndTheReplayStillAgrees()
    {
        var app = App.Of("/login",
            ("Check", "payload.ok = validate_user(form.user[0], form.password[0]); const r = http_get_with_header('https://a.example.org/', { Authorization: 'Bearer abcdef123456' }); payload.api = JSON.parse(r.body); c.JSON(200, payload);"));
        var recording = await RecordAsync(app, host =>
        {
            host.Client.Headers["Authorization"] = "Basic dXNlcjpodW50ZXIyMg==";
            return host.Client.PostFormAsync("/login", [new("user", "ana"), new("password", "hunter22")]);
        });

        var text = await File.ReadAllTextAsync(_folder.GetFiles("run-*.json").Single().FullName);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Does.Not.Contain("hunter22"));
            Assert.That(text, Does.Not.Contain("dXNlcjpodW50ZXIyMg=="));
            Assert.That(text, Does.Not.Contain("abcdef123456"));
            Assert.That(text, Does.Not.Contain("top-secret-value"));
            Assert.That(text, Does.Not.Contain(Token));
            Assert.That((await recording.ReplayAsync()).Differences, Is.Empty);
        }
    }

    [TestCase("Basic YW5hOmh1bnRlcjIy", "c.Request().basicAuth()[1]", "hunter22")]
    [TestCase("Basic YW5hOmh1bnRlcjIy", "c.GetHeader('Authorization').split(' ')[1]", "YW5hOmh1bnRlcjIy")]
    [TestCase("Bearer abcdef123456", "c.GetHeader('Authorization').slice(7)", "abcdef123456")]
    public async Task SecretThatAScriptTakesOutOfAHeader_IsNotInTheFile(string header, string expression, string secret)
    {
        await RecordAsync(App.Of("/x", ("Answer", $"payload.seen = {expression}; get_env(payload.seen); c.JSON(200, payload);")), host =>
        {
            host.Client.Headers["Authorization"] = header;
            return host.Client.GetAsync("/x");
        });

        Assert.That(await File.ReadAllTextAsync(_folder.GetFiles("run-*.json").Single().FullName), Does.Contain("get_env").And.Not.Contain(secret));
    }

    /// <summary>What a script does to its answer is done again; it is not a call that left the run.</summary>
    [Test]
    public async Task HeadersAndStatus_AreSetAgainByTheReplay()
    {
        var app = App.Of("/x", ("Answer", """
            c.response.set('X-Set', 'a'); c.Response().header().add('X-Added', c.GetHeader('X-Asked')); c.Response().writeHeader(201);
            const [user] = c.Request().basicAuth(); c.response.set('X-User', user);
            """));
        var recording = await RecordAsync(app, host =>
        {
            host.Client.Headers["Authorization"] = "Basic YW5hOmh1bnRlcjIy";
            host.Client.Headers["X-Asked"] = "b";
            return host.Client.GetAsync("/x");
        });

        var replay = await recording.ReplayAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(recording.HostCalls, Is.EqualTo(new[] { "$basic_auth()" }), "the header itself is hidden, so the call is kept");
            Assert.That(replay.Differences, Is.Empty);
            Assert.That(replay.Run.Response.StatusCode, Is.EqualTo(201));
            Assert.That(replay.Run.Response.Headers, Is.SupersetOf(new Dictionary<string, string> { ["X-Set"] = "a", ["X-Added"] = "b", ["X-User"] = "ana" }));
        }
    }

    [Test]
    public async Task FailedRun_IsReplayedWithItsFailure()
    {
        var recording = await RecordAsync(App.Of("/x", ("Ask", "async function main() { await http.get('https://down.example.org/'); }")), host => host.Client.GetAsync("/x"));

        var replay = await recording.ReplayAsync();

        replay.Run.ShouldHaveFailed("the call to down.example.org failed");
    }

    [Test]
    public async Task CallsThatEndedInAnotherOrder_EndInThatOrder()
    {
        var slow = new TaskCompletionSource();
        var app = App.Of("/x", ("Race", "async function main() { const seen = []; const slow = ask('slow').then(v => seen.push(v)); await ask('fast').then(v => seen.push(v)); await ask('release'); await slow; c.JSON(200, seen); }"));
        var recording = await RecordAsync(app, host => host.Client.GetAsync("/x"), nflow => nflow.Services.AddSingleton<Scripting.IHostApi>(new AskApi(slow)));

        var replay = await recording.ReplayAsync();

        replay.Run.ShouldHaveAnsweredJson(new[] { "fast", "slow" });
    }

    [Test]
    public async Task WithoutToken_NothingIsRecorded()
    {
        await using (var host = Host(App.Of("/x", ("Say", "c.String(200, 'x');")), RunRecordingMode.OnRequest))
        {
            host.Client.Headers["X-NFlow-Record"] = "a wrong token, long enough";
            var run = await host.Client.GetAsync("/x");
            Assert.That(run.Response.Headers.Select(header => header.Key), Does.Not.Contain("Nflow-Recording"));
            await StopAsync(host);
        }

        Assert.That(_folder.GetFiles(), Is.Empty);
    }

    [Test]
    public async Task OnRequest_TheAnswerNamesTheFile()
    {
        await using var host = Host(App.Of("/x", ("Say", "c.String(200, 'x');")), RunRecordingMode.OnRequest);
        host.Client.Headers["X-NFlow-Record"] = Token;

        var run = await host.Client.GetAsync("/x");
        await StopAsync(host);

        Assert.That(_folder.GetFiles().Select(file => file.Name), Is.EqualTo([run.Response.Headers.Single(header => header.Key == "Nflow-Recording").Value]));
    }

    [Test]
    public async Task Failures_OnlyFailedRunsAreKept()
    {
        await using var host = Host(App.Of("/x", ("Say", "if (form.fail) throw new Error('no');")), RunRecordingMode.Failures);

        await host.Client.GetAsync("/x");
        var failed = await host.Client.GetAsync("/x?fail=1");
        await StopAsync(host);

        Assert.That(RunRecording.Load(_folder.GetFiles().Single().FullName).RunId, Is.EqualTo(failed.RunId));
    }

    [Test]
    public async Task TooMuch_IsNotRecorded_AndOldFilesGo()
    {
        await using var host = Host(App.Of("/x", ("Say", "payload.text = 'x'.repeat(Number(form.n[0]));")), RunRecordingMode.All, options => (options.MaxBytes, options.MaxFiles) = (20_000, 2));

        await host.Client.GetAsync("/x?n=30000");
        for (var i = 0; i < 3; i++)
        {
            await host.Client.GetAsync($"/x?n={i}");
            host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await StopAsync(host);

        Assert.That(_folder.GetFiles(), Has.Length.EqualTo(2).And.All.Property("Length").LessThan(20_000));
    }

    [Test]
    public void OnRequest_WithoutToken_DoesNotStart()
    {
        Assert.That(
            async () =>
            {
                await using var host = WorkflowTestHost.FromJson(App.Of("/x", ("Say", "")), nflow => nflow.AddRunRecorder(_folder.FullName));
                await host.Client.GetAsync("/x");
            },
            Throws.InstanceOf<Microsoft.Extensions.Options.OptionsValidationException>().With.Message.Contains("X-NFlow-Record"));
    }

    [Test]
    public void NotARecording_SaysSo()
    {
        var file = Path.Combine(_folder.FullName, "other.json");
        File.WriteAllText(file, new JsonObject { ["format"] = 99, ["runtimeVersion"] = "", ["recordedAt"] = "2030-01-01T00:00:00Z" }.ToJsonString());

        Assert.That(() => RunRecording.Load(file), Throws.InstanceOf<System.Text.Json.JsonException>());
    }

    private async Task<RunRecording> RecordAsync(string app, Func<WorkflowTestHost, Task> act, Action<INFlowBuilder>? configure = null)
    {
        await using var host = Host(app, RunRecordingMode.All, null, configure);
        host.Http.On("GET", "https://rates.example.org/eur").RespondJson(new { rate = 3 });
        host.Http.On("GET", "https://rates.example.org/usd").RespondJson(new { rate = 2 });
        host.Http.On("GET", "https://a.example.org/").RespondJson(new { api_key = "top-secret-value" });
        host.Http.On("GET", "https://down.example.org/").Fail();
        await act(host);
        await StopAsync(host);
        return RunRecording.Load(_folder.GetFiles("run-*.json").OrderBy(file => file.LastWriteTimeUtc).Last().FullName);
    }

    private WorkflowTestHost Host(string app, RunRecordingMode mode, Action<RunRecorderOptions>? bounds = null, Action<INFlowBuilder>? configure = null) =>
        WorkflowTestHost.FromJson(app, nflow =>
        {
            nflow.AddStep("price", (_, _) => new(StepResult.Next("output_1", new { price = 12.5 })));
            nflow.AddRunRecorder(_folder.FullName, options =>
            {
                options.Mode = mode;
                options.Token = Token;
                bounds?.Invoke(options);
            });
            configure?.Invoke(nflow);
        });

    /// <summary>A recorder writes in the background; a host that has stopped has written.</summary>
    private static Task StopAsync(WorkflowTestHost host) => host.Services.GetRequiredService<NFlowLifetime>().StopAsync(CancellationToken.None);

    /// <summary>Two answers, of which the one asked for first comes last.</summary>
    private sealed class AskApi(TaskCompletionSource slow) : Scripting.IHostApi
    {
        public void Configure(Scripting.HostSurfaceBuilder surface) => surface.AsyncFunction(
            "ask",
            async (call, _) =>
            {
                var text = call.RequireText(0);
                if (text == "slow")
                    await slow.Task;
                else if (text == "release")
                    slow.TrySetResult();
                return Scripting.HostValue.From(text);
            },
            "Asks.",
            "string",
            new Scripting.HostParameter("what", "string"));
    }
}
