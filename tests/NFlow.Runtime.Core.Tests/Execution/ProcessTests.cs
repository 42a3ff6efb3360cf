using NFlow.Runtime.Execution;
using NFlow.Runtime.Steps;
using NFlow.Runtime.Tests.Support;

namespace NFlow.Runtime.Tests.Execution;

public sealed class ProcessTests
{
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _leave = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Test]
    public async Task List_ShowsARunWhileItIsGoingOn()
    {
        await using var host = NewHost();
        var run = host.GetAsync("/wait");
        await _entered.Task;

        var process = host.Processes.List().Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(process, Has.Property("Url").EqualTo("/wait").And.Property("NodeId").EqualTo("n").And.Property("Flow").EqualTo("Main").And.Property("IsFork").False);
            Assert.That(host.Processes.Find(process.RunId), Is.EqualTo(process));
        }

        _leave.SetResult();
        await run;
        Assert.That(host.Processes.List(), Is.Empty);
    }

    [Test]
    public async Task Kill_EndsARunAndAnswersKilled()
    {
        await using var host = NewHost();
        var run = host.GetAsync("/wait");
        await _entered.Task;

        var killed = host.Processes.Kill(host.Processes.List().Single().RunId);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(killed, Is.True);
            Assert.That((await run).Error, Has.Property("Kind").EqualTo(RunErrorKind.Killed).And.Property("Message").EqualTo("process killed"));
            Assert.That(host.Processes.Kill("no such run"), Is.False);
        }
    }

    [Test]
    public async Task Deadline_EndsARunThatWaitsTooLong()
    {
        await using var host = NewHost(options => options.Limits.RunDeadline = TimeSpan.FromSeconds(10));
        var run = host.GetAsync("/wait");
        await _entered.Task;
        host.Time.Advance(TimeSpan.FromSeconds(12));
        Assert.That((await run).Error, Has.Property("Kind").EqualTo(RunErrorKind.Limit).And.Property("Message").Contain("run deadline (ms) is limited to 10,000"));
    }

    [Test]
    public async Task Stop_LetsRunningRunsFinishAndRefusesNewOnes()
    {
        await using var host = NewHost();
        var run = host.GetAsync("/wait");
        await _entered.Task;

        var stopping = host.Lifetime.StopAsync(CancellationToken.None);
        var late = await host.GetAsync("/wait");
        _leave.SetResult();
        await stopping;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(late.Error, Has.Property("Kind").EqualTo(RunErrorKind.Stopping));
            Assert.That((await run).Status, Is.EqualTo(RunStatus.Completed));
        }
    }

    [Test]
    public async Task Stop_EndsRunsThatOutliveTheDrainTimeout()
    {
        await using var host = NewHost();
        var run = host.GetAsync("/wait");
        await _entered.Task;
        var stopping = host.Lifetime.StopAsync(CancellationToken.None);
        host.Time.Advance(TimeSpan.FromSeconds(31));
        await stopping;
        Assert.That((await run).Error, Has.Property("Kind").EqualTo(RunErrorKind.Stopping));
    }

    [Test]
    public async Task ThousandFailingRuns_LeaveTheEngineServing()
    {
        await using var host = new EngineHost(
            new AppBuilder().Starter("s", "/bad", "n").Node("n", "bad").Starter("t", "/good", "m").Node("m", "good"),
            builder => builder
                .AddStep("bad", (_, _) => throw new InvalidOperationException("no"))
                .AddStep("good", (context, _) => new(StepResult.Next(context.Payload))));
        for (var i = 0; i < 1000; i++)
            await host.GetAsync("/bad");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await host.GetAsync("/good")).Status, Is.EqualTo(RunStatus.Completed));
            Assert.That(host.Processes.Count, Is.Zero);
            Assert.That(host.Processes.Total, Is.EqualTo(1001));
        }
    }

    private EngineHost NewHost(Action<NFlowOptions>? configure = null) => new(
        new AppBuilder().Starter("s", "/wait", "n").Node("n", "wait"),
        builder => builder.AddStep("wait", async (context, token) =>
        {
            _entered.TrySetResult();
            await _leave.Task.WaitAsync(token);
            return StepResult.Next(context.Payload);
        }),
        configure);
}
