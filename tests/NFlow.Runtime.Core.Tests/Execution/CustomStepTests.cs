using System.Text.Json;
using Microsoft.Extensions.Logging;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Steps;
using NFlow.Runtime.Tests.Support;

namespace NFlow.Runtime.Tests.Execution;

public sealed class CustomStepTests
{
    [Test]
    public async Task Step_FromDependencyInjection_GetsScopedServicesDataPayloadAndPathVariables()
    {
        await using var host = new EngineHost(
            new AppBuilder().Starter("s", "/orders/:id", "n").Node("n", "price", """{"currency":"CHF"}""", ("output_2", "end")).Node("end", "answer"),
            builder =>
            {
                builder.Services.AddScoped<Basket>();
                builder.AddStep<PriceStep>("price", ServiceLifetime.Scoped).AddStep("answer", AnswerWithPayload);
            });

        var answer = await host.PostAsync("/orders/7", ("amount", "3"));

        Assert.That(answer.Text, Is.EqualTo("""{"amount":"3","text":"7: 3 CHF, basket 1"}"""));
    }

    [TestCase(65)]
    [TestCase(5_000)]
    public async Task Step_ThatReturnsJsonNestedTooDeeply_FailsItsRunAndNoOther(int depth)
    {
        var deep = JsonElement.Parse(new string('[', depth) + new string(']', depth), new JsonDocumentOptions { MaxDepth = depth });
        await using var host = new EngineHost(
            new AppBuilder().Starter("d", "/deep", "n").Node("n", "deep", "{}", ("output_1", "s")).Node("s", "js", """{"code":"c.JSON(200, payload)"}""").Script("/other", "c.JSON(200, 1)"),
            builder => builder.AddStep("deep", (_, _) => new(StepResult.Next(deep))));

        var answer = await host.GetAsync("/deep");
        var other = await host.GetAsync("/other");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Status, Is.EqualTo(RunStatus.Failed));
            Assert.That(answer.Error!.Message, Does.Contain("depth level of JSON"));
            Assert.That(other.Text, Is.EqualTo("1\n"));
        }
    }

    [Test]
    public async Task Step_ThatThrows_FailsTheRunWithASafeMessageAndLogsTheRest()
    {
        await using var host = new EngineHost(
            new AppBuilder().Starter("s", "/x", "n").Node("n", "bad"),
            builder => builder.AddStep("bad", (_, _) => throw new InvalidOperationException("password=hunter2")));

        var answer = await host.GetAsync("/x");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Error, Has.Property("Kind").EqualTo(RunErrorKind.Step).And.Property("NodeId").EqualTo("n"));
            Assert.That(answer.Error!.Message, Does.Not.Contain("hunter2"));
            Assert.That(host.Logs.Text, Does.Contain(answer.Report.RunId).And.Contain("hunter2"));
        }
    }

    [Test]
    public async Task Step_ThatChoosesItsError_IsAnsweredWithIt()
    {
        await using var host = new EngineHost(
            new AppBuilder().Starter("s", "/x", "n").Node("n", "bad"),
            builder => builder.AddStep("bad", (_, _) => throw new RunFailedException(new RunError(RunErrorKind.BadRequest, "amount must be positive"))));

        Assert.That((await host.GetAsync("/x")).Error, Has.Property("Kind").EqualTo(RunErrorKind.BadRequest).And.Property("Message").EqualTo("amount must be positive"));
    }

    [Test]
    public async Task Step_ThatFindsNoPlace_IsAWarningOfOneLine()
    {
        await using var host = new EngineHost(
            new AppBuilder().Starter("s", "/x", "n").Node("n", "full"),
            builder => builder.AddStep("full", (_, _) => throw new RunFailedException(new RunError(RunErrorKind.Busy, "All tables are taken."))));

        await host.GetAsync("/x");

        var entry = host.Logs.Entries.Single(entry => entry.Message.Contains("All tables are taken.", StringComparison.Ordinal));
        Assert.That((entry.Level, entry.Exception), Is.EqualTo((LogLevel.Warning, (Exception?)null)));
    }

    [Test]
    public async Task Node_OfUnknownType_SaysWhichType() =>
        Assert.That((await RunAsync(new AppBuilder().Starter("s", "/x", "n").Node("n", "nope"))).Error, Has.Property("Kind").EqualTo(RunErrorKind.UnknownStepType).And.Property("NodeType").EqualTo("nope"));

    [Test]
    public async Task Port_ToAMissingNode_NamesPortAndNode() =>
        Assert.That((await RunAsync(new AppBuilder().Starter("s", "/x", "n").Node("n", "pass", "{}", ("output_1", "gone")))).Error, Has.Property("Kind").EqualTo(RunErrorKind.MissingNode).And.Property("Message").Contain("output_1").And.Property("Message").Contain("gone"));

    [Test]
    public async Task Starter_ToAMissingNode_NamesIt() =>
        Assert.That((await RunAsync(new AppBuilder().Starter("s", "/x", "gone"))).Error, Has.Property("Kind").EqualTo(RunErrorKind.MissingNode).And.Property("Message").Contain("gone"));

    [Test]
    public async Task Port_ThatIsNotWired_EndsTheRun() =>
        Assert.That((await RunAsync(new AppBuilder().Starter("s", "/x", "n").Node("n", "pass"))).Status, Is.EqualTo(RunStatus.Completed));

    [Test]
    public async Task Path_WithoutStarter_IsNotFound() =>
        Assert.That((await RunAsync(new AppBuilder(), "/nowhere")).Error, Has.Property("Kind").EqualTo(RunErrorKind.NotFound));

    [Test]
    public async Task Cycle_WithoutEnd_StopsAtTheStepLimit()
    {
        await using var host = new EngineHost(
            new AppBuilder().Starter("s", "/x", "a").Node("a", "pass", "{}", ("output_1", "b")).Node("b", "pass", "{}", ("output_1", "a")),
            builder => builder.AddStep("pass", Pass),
            options => options.MaxStepsPerRun = 500);
        Assert.That((await host.GetAsync("/x")).Error, Has.Property("Kind").EqualTo(RunErrorKind.Limit).And.Property("Message").Contain("500"));
    }

    [Test]
    public async Task Payload_KeysAccumulate_EvenWhenAStepDropsThem()
    {
        await using var host = new EngineHost(
            new AppBuilder().Starter("s", "/x", "a").Node("a", "set", "{}", ("output_1", "b")).Node("b", "drop", "{}", ("output_1", "c")).Node("c", "answer"),
            builder => builder
                .AddStep("set", (_, _) => new(StepResult.Next("output_1", new { a = 1, b = 2 })))
                .AddStep("drop", (_, _) => new(StepResult.Next("output_1", new { b = 3 })))
                .AddStep("answer", AnswerWithPayload));
        Assert.That((await host.GetAsync("/x?q=1")).Text, Is.EqualTo("""{"q":"1","a":1,"b":3}"""));
    }

    [Test]
    public async Task Payload_ThatIsNotAnObject_IsHandedOnAsItIs()
    {
        await using var host = new EngineHost(
            new AppBuilder().Starter("s", "/x", "a").Node("a", "set", "{}", ("output_1", "b")).Node("b", "answer"),
            builder => builder.AddStep("set", (_, _) => new(StepResult.Next("output_1", 7))).AddStep("answer", AnswerWithPayload));
        Assert.That((await host.GetAsync("/x?q=1")).Text, Is.EqualTo("7"));
    }

    [Test]
    public async Task Caller_WhoGivesUp_CancelsTheStep()
    {
        var entered = new TaskCompletionSource();
        await using var host = new EngineHost(
            new AppBuilder().Starter("s", "/x", "n").Node("n", "wait"),
            builder => builder.AddStep("wait", async (_, token) =>
            {
                entered.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
                return default;
            }));
        using var caller = new CancellationTokenSource();
        var run = host.GetAsync("/x", caller.Token);
        await entered.Task;
        await caller.CancelAsync();
        Assert.That((await run).Status, Is.EqualTo(RunStatus.Cancelled));
    }

    private static async Task<Answer> RunAsync(AppBuilder app, string path = "/x")
    {
        await using var host = new EngineHost(app, builder => builder.AddStep("pass", Pass));
        return await host.GetAsync(path);
    }

    private static ValueTask<StepResult> Pass(StepContext context, CancellationToken cancellationToken) => new(StepResult.Next(context.Payload));

    private static ValueTask<StepResult> AnswerWithPayload(StepContext context, CancellationToken cancellationToken)
    {
        context.Run.Response.TryAnswer(200, "application/json");
        using var writer = new Utf8JsonWriter(context.Run.Response.BodyWriter);
        context.Payload.WriteTo(writer);
        return new(StepResult.Next(context.Payload));
    }

    private sealed class Basket
    {
        public int Count { get; set; }
    }

    private sealed class PriceStep(Basket basket) : IStep
    {
        public ValueTask<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken)
        {
            basket.Count++;
            var amount = context.Payload.GetProperty("amount").GetString();
            return new(StepResult.Next("output_2", new { text = $"{context.PathVariables["id"]}: {amount} {context.Node.ReadText("currency")}, basket {basket.Count}" }));
        }
    }
}
