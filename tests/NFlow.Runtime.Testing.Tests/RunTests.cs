using Microsoft.Extensions.Logging;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Testing.Tests;

internal sealed class RunTests
{
    private static readonly string Wizard = App.Of("/wizard",
        new App.Node("Ask", "payload.break = true; c.HTML(200, '<form>');") { Next = ["Check"] },
        new App.Node("Check", "payload.break = false; next = payload.code === '42' ? 'output_1' : 'output_2';") { Next = ["Accept", "Refuse"] },
        new App.Node("Accept", "c.String(200, 'welcome ' + payload.name);"),
        new App.Node("Refuse", "notDefined.at.all;"));

    [Test]
    public async Task Wizard_OverSeveralSteps_KeepsItsSession()
    {
        await using var host = WorkflowTestHost.FromJson(Wizard);

        (await host.Client.GetAsync("/wizard?name=Ana")).ShouldBeWaitingAt("Ask");
        (await host.Client.SubmitAsync("Check", new KeyValuePair<string, string>("code", "42")))
            .ShouldHaveTaken("Check", "Accept").ShouldHaveCompleted().ShouldHaveAnsweredText("welcome Ana");
    }

    [Test]
    public async Task FailedExpectation_DrawsThePath()
    {
        await using var host = WorkflowTestHost.FromJson(Wizard);
        await host.Client.GetAsync("/wizard");
        var run = await host.Client.SubmitAsync("Check", new KeyValuePair<string, string>("code", "1"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => run.ShouldHaveTaken("Check", "Accept"), Throws.InstanceOf<WorkflowAssertionException>().With.Message.EqualTo(
                "The run should have taken: Check → Accept.\nIt took: Check → (output_2) Refuse ✗ ReferenceError: notDefined is not defined"));
            Assert.That(() => run.ShouldHaveCompleted(), Throws.InstanceOf<WorkflowAssertionException>());
            Assert.That(() => run.ShouldNotHaveVisited("Refuse"), Throws.InstanceOf<WorkflowAssertionException>());
            Assert.That(() => run.ShouldHaveVisited("Check", "Ask"), Throws.InstanceOf<WorkflowAssertionException>().With.Message.Contains("'Ask' after 'Check'"));
            Assert.That(() => run.ShouldHaveAnswered(200), Throws.InstanceOf<WorkflowAssertionException>());
            Assert.That(() => run.ShouldBeWaitingAt("Check"), Throws.InstanceOf<WorkflowAssertionException>());
            Assert.That(() => run.ShouldHaveFailed("TypeError"), Throws.InstanceOf<WorkflowAssertionException>());
            Assert.That(() => run.ShouldHavePayload("Check", new { code = "2" }), Throws.InstanceOf<WorkflowAssertionException>().With.Message.Contains("/code: expected \"2\", got \"1\""));
            run.ShouldHaveFailed("ReferenceError").ShouldHaveVisited("Refuse");
        }
    }

    [Test]
    public async Task Node_RunsAlone()
    {
        await using var host = WorkflowTestHost.FromJson(Wizard);

        var right = await host.RunNodeAsync("Check", new { code = "42" });
        var wrong = await host.RunNodeAsync("Check", new { code = "41" });
        var failed = await host.RunNodeAsync("Refuse");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(right.Port, Is.EqualTo("output_1"));
            Assert.That(right.Payload.GetProperty("code").GetString(), Is.EqualTo("42"));
            Assert.That(wrong.Port, Is.EqualTo("output_2"));
            Assert.That(failed.Error!.Message, Does.Contain("notDefined"));
            Assert.That(failed.ToString(), Is.EqualTo("Refuse ✗ ReferenceError: notDefined is not defined"));
            Assert.That(async () => await host.RunNodeAsync("Nowhere"), Throws.InstanceOf<WorkflowAssertionException>().With.Message.Contains("Start, Ask, Check"));
        }
    }

    [Test]
    public async Task Forks_AreAwaited_WithPayloadsAndOutcome()
    {
        await using var host = WorkflowTestHost.FromJson(App.Of("/x",
            new App.Node("Split", "") { Type = "gorutine", Next = ["Answer", "Work"] },
            new App.Node("Answer", "c.String(200, 'at once');"),
            new App.Node("Work", "payload.done = true; console.log('worked');") { Next = ["Break"] },
            new App.Node("Break", "throw new Error('late');")));

        var run = await host.Client.GetAsync("/x?id=7");
        var forks = await run.ForksAsync();

        run.ShouldHaveTaken("Split", "Answer").ShouldHaveAnsweredText("at once");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(forks, Has.Count.EqualTo(1));
            Assert.That(forks[0].Drawing, Is.EqualTo("Work → (output_1) Break ✗ Error: late"));
            Assert.That(forks[0].Node("Work").Payload.GetProperty("id").GetString(), Is.EqualTo("7"));
            Assert.That(forks[0].Log.Single().Text, Is.EqualTo("worked"));
            Assert.That(run.Log, Is.Empty);
        }
    }

    [Test]
    public async Task Log_HasTheLinesOfScripts()
    {
        await using var host = WorkflowTestHost.FromJson(App.Of("/x", ("Say", "console.warn('low on %s', 'paper'); console.log({ a: 1 });")));

        var run = await host.Client.GetAsync("/x");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Log.Select(line => line.Level), Is.EqualTo([LogLevel.Warning, LogLevel.Information]));
            Assert.That(run.Log[0].Text, Is.EqualTo("low on paper"));
            Assert.That(run.Log[0].NodeId, Is.EqualTo("Say"));
            Assert.That(host.Log, Is.EqualTo(run.Log));
        }
    }

    [Test]
    public async Task CookiesAndHeaders_AreTheClients()
    {
        await using var host = WorkflowTestHost.FromJson(App.Of("/x", ("Look", "const seen = c.Cookies().length ? c.Cookie('n').Value : ''; c.SetCookie({ Name: 'n', Value: seen + 'x' }); c.JSON(200, { seen, who: c.GetHeader('X-Who'), ip: c.RealIP() });")));
        var other = host.NewClient();
        host.Client.Headers["X-Who"] = "ana";
        host.Client.RemoteAddress = "10.0.0.9";

        await host.Client.GetAsync("/x");

        (await host.Client.GetAsync("/x")).ShouldHaveAnsweredJson(new { seen = "x", who = "ana", ip = "10.0.0.9" });
        (await other.GetAsync("/x")).ShouldHaveAnsweredJson(new { seen = "", who = "", ip = "127.0.0.1" });
    }

    [Test]
    public async Task Database_OfTheDesigner_IsLoaded()
    {
        var file = Path.Combine(Path.GetTempPath(), $"nflow-testing-{Guid.NewGuid():N}.db");
        try
        {
            // An empty database gets the sample app.
            await using var host = WorkflowTestHost.FromDatabase(database => database.UseSqlite(file));

            (await host.Client.GetAsync("/hello")).ShouldHaveCompleted().ShouldHaveAnswered(200);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            foreach (var part in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(file) + "*"))
                File.Delete(part);
        }
    }

    [Test]
    public async Task Outcome_OfCancelledRun_IsDrawn()
    {
        await using var host = WorkflowTestHost.FromJson(App.Of("/x", ("Wait", "async function main() { await http.get('https://a.example.org/'); }")));
        using var client = new CancellationTokenSource();
        host.Http.On("GET", "*").Respond(_ =>
        {
            client.Cancel();
            throw new OperationCanceledException(client.Token);
        });

        var run = await host.Client.GetAsync("/x", client.Token);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Outcome.Status, Is.EqualTo(RunStatus.Cancelled));
            Assert.That(run.Drawing, Does.EndWith("✗ cancelled"));
        }
    }
}
