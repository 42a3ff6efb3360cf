using System.Text.Json;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Steps;
using NFlow.Runtime.Tests.Support;

namespace NFlow.Runtime.Tests.Sessions;

public sealed class WizardTests
{
    private const string Resume = "nflow_next_node_run";

    private static readonly AppBuilder Wizard = new AppBuilder()
        .Starter("s", "/w", "one")
        .Node("one", "ask", "{}", ("output_1", "two"))
        .Node("two", "ask", "{}", ("output_1", "three"))
        .Node("three", "answer")
        .Starter("plain", "/plain", "three")
        .Starter("open", "/open", "one", extra: "\"open_resume\":\"true\"");

    [Test]
    public async Task Wizard_KeepsEveryAnswerToTheEndAndThenForgets()
    {
        await using var host = NewHost();
        var client = host.NewClient();
        var first = await client.GetAsync("/w?a=1");
        var second = await client.PostAsync("/w/nftk/One", (Resume, "two"), ("b", "2"), ("c", "x"), ("c", "y"));
        var last = await client.PostAsync("/w", (Resume, "three"), ("b", "3"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Status, Is.EqualTo(RunStatus.Waiting));
            Assert.That(second.Status, Is.EqualTo(RunStatus.Waiting));
            Assert.That(last.Text, Is.EqualTo("""{"a":"1","asked":true,"b":"3","c":["x","y"]}"""));
            Assert.That((await client.PostAsync("/w", (Resume, "three"))).Error, Has.Property("Kind").EqualTo(RunErrorKind.ResumeRefused), "the wizard is over");
        }
    }

    [Test]
    public async Task BackButton_ReturnsToAnEarlierStep()
    {
        await using var host = NewHost();
        var client = host.NewClient();
        await client.GetAsync("/w");
        await client.PostAsync("/w", (Resume, "two"), ("b", "wrong"));
        await client.PostAsync("/w", (Resume, "two"), ("b", "right"));
        Assert.That((await client.PostAsync("/w", (Resume, "three"))).Text, Does.Contain("right").And.Not.Contain("wrong"));
    }

    [TestCase("two", Description = "a client without a session")]
    [TestCase("nowhere")]
    public async Task Resume_AtANodeNobodyOffered_IsRefused(string node)
    {
        await using var host = NewHost();
        Assert.That((await host.PostAsync("/w", (Resume, node))).Error, Has.Property("Kind").EqualTo(RunErrorKind.ResumeRefused));
    }

    [Test]
    public async Task Resume_SkippingAStep_IsRefused()
    {
        await using var host = NewHost();
        var client = host.NewClient();
        await client.GetAsync("/w");
        Assert.That((await client.GetAsync("/w/nfnext/three")).Error, Has.Property("Kind").EqualTo(RunErrorKind.ResumeRefused));
    }

    [Test]
    public async Task Resume_WhereTheStarterIsOpen_IsAllowedToAnyone()
    {
        await using var host = NewHost();
        Assert.That((await host.PostAsync("/open", (Resume, "three"), ("x", "1"))).Text, Is.EqualTo("""{"x":"1"}"""));
    }

    [Test]
    public async Task Resume_AtAStarter_SaysTheReferencesWords()
    {
        await using var host = NewHost();
        Assert.That((await host.GetAsync("/w?nflow_next_node_run=s")).Error, Has.Property("Kind").EqualTo(RunErrorKind.StarterIsNotAStep).And.Property("Message").EqualTo("Starter can not run with play button"));
    }

    [Test]
    public async Task FreshStart_ForgetsTheOldAnswers()
    {
        await using var host = NewHost();
        var client = host.NewClient();
        await client.GetAsync("/w?a=1");
        await client.GetAsync("/w");
        Assert.That((await client.PostAsync("/w", (Resume, "two"))).Status, Is.EqualTo(RunStatus.Waiting));
        Assert.That((await client.PostAsync("/w", (Resume, "three"))).Text, Is.EqualTo("""{"asked":true}"""));
    }

    [Test]
    public async Task RunThatNeitherWaitsNorTouchesASession_MakesNone()
    {
        await using var host = NewHost();
        var answer = await host.GetAsync("/plain?a=1");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Response.SessionId, Is.Null);
            Assert.That(await host.Sessions.CountAsync(default), Is.Zero);
        }
    }

    [Test]
    public async Task UnknownSessionId_IsNeverAdopted()
    {
        await using var host = NewHost();
        var answer = await host.RunAsync(new WorkflowRequest { Path = "/w", SessionId = "chosen-by-an-attacker" });
        Assert.That(answer.Response.SessionId, Is.Not.Null.And.Not.EqualTo("chosen-by-an-attacker").And.Length.EqualTo(64));
    }

    [Test]
    public async Task Session_InUse_OutlivesItsLifetime()
    {
        await using var host = NewHost();
        var client = host.NewClient();
        await client.GetAsync("/w?a=1");
        for (var i = 0; i < 5; i++)
        {
            host.Time.Advance(TimeSpan.FromHours(13));
            await client.PostAsync("/w", (Resume, "two"));
        }

        Assert.That((await client.PostAsync("/w", (Resume, "three"))).Text, Does.Contain("\"a\":\"1\""));
    }

    [Test]
    public async Task Session_NotUsed_Expires()
    {
        await using var host = NewHost();
        var client = host.NewClient();
        await client.GetAsync("/w?a=1");
        host.Time.Advance(TimeSpan.FromHours(25));
        Assert.That((await client.PostAsync("/w", (Resume, "two"))).Error, Has.Property("Kind").EqualTo(RunErrorKind.ResumeRefused));
    }

    [Test]
    public async Task Sessions_ThatHaveExpired_AreRemovedFromTheStore()
    {
        await using var host = NewHost();
        await host.GetAsync("/w?a=1");
        host.Time.Advance(TimeSpan.FromHours(25));
        Assert.That(await host.Sessions.DeleteExpiredAsync(CancellationToken.None), Is.Zero, "nothing is left for an operator to remove");
    }

    [Test]
    public async Task TwoHundredWizards_AtOnce_EachFinishWithTheirOwnData()
    {
        await using var host = NewHost();
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            var client = host.NewClient();
            await client.GetAsync($"/w?who={i}");
            await client.PostAsync("/w", (Resume, "two"), ("b", $"b{i}"));
            return (await client.PostAsync("/w", (Resume, "three"))).Text;
        }));
        Assert.That(answers, Is.EqualTo(Enumerable.Range(0, 200).Select(i => $$"""{"who":"{{i}}","asked":true,"b":"b{{i}}"}""")));
    }

    [Test]
    public async Task FormState_LargerThanAllowed_FailsTheRunAndTakesTheAnswerBack()
    {
        await using var host = NewHost(options => options.MaxSessionPartLength = 2048);
        var answer = await host.PostAsync("/w", ("big", new string('x', 5000)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Error, Has.Property("Kind").EqualTo(RunErrorKind.Limit).And.Property("Message").Contain("nflow_form").And.Property("Message").Contain("MaxSessionPartLength"));
            Assert.That(answer.Response.IsAnswered, Is.False);
        }
    }

    private static EngineHost NewHost(Action<NFlowOptions>? configure = null) => new(
        Wizard,
        builder => builder
            .AddStep("ask", (context, _) =>
            {
                context.Run.Response.TryAnswer(200, "text/html");
                var payload = context.ReadPayload<Dictionary<string, JsonElement>>()!;
                payload["asked"] = JsonElement.Parse("true");
                payload["break"] = JsonElement.Parse("true");
                return new(StepResult.Next("output_1", payload));
            })
            .AddStep("answer", (context, _) =>
            {
                context.Run.Response.TryAnswer(200, "application/json");
                using var writer = new Utf8JsonWriter(context.Run.Response.BodyWriter);
                context.Payload.WriteTo(writer);
                return new(StepResult.Next(context.Payload));
            }),
        configure);
}
