using System.Collections.Concurrent;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Steps;
using NFlow.Runtime.Tests.Support;

namespace NFlow.Runtime.Tests.Execution;

public sealed class ForkTests
{
    private readonly ConcurrentBag<(string RunId, string Payload, bool IsFork)> _branches = [];
    private readonly SemaphoreSlim _branchRan = new(0);
    private readonly TaskCompletionSource _leave = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Test]
    public async Task Fork_RunsItsBranchWithItsOwnCopyAndId()
    {
        await using var host = NewHost();
        var answer = await host.GetAsync("/fork?who=A39");
        _leave.SetResult();
        await _branchRan.WaitAsync();
        var branch = _branches.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Text, Is.EqualTo("main"));
            Assert.That(branch, Is.EqualTo((answer.Header("Dromedary-Wid-2"), """{"who":"A39"}""", true)));
            Assert.That(branch.RunId, Is.Not.EqualTo(answer.Report.RunId));
        }
    }

    [Test]
    public async Task Forks_AlwaysRun_EachWithItsOwnRequestsData()
    {
        await using var host = NewHost(maxConcurrent: 4);
        _leave.SetResult();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => host.GetAsync($"/fork?who={i}")));
        for (var i = 0; i < 200; i++)
            await _branchRan.WaitAsync();
        Assert.That(_branches.Select(branch => branch.Payload), Is.EquivalentTo(Enumerable.Range(0, 200).Select(i => $$"""{"who":"{{i}}"}""")));
    }

    [Test]
    public async Task Stop_WaitsForForks()
    {
        await using var host = NewHost();
        await host.GetAsync("/fork");
        var stopping = host.Lifetime.StopAsync(CancellationToken.None);
        Assert.That(stopping.IsCompleted, Is.False);
        _leave.SetResult();
        await stopping;
        Assert.That(_branches, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Fork_ThatFails_IsLoggedWithItsPlace()
    {
        await using var host = new EngineHost(
            new AppBuilder().Starter("s", "/fork", "f").Node("f", "gorutine", "{}", ("output_2", "b")).Node("b", "bad"),
            builder => builder.AddStep("bad", (_, _) => throw new InvalidOperationException("no stock")));
        var answer = await host.GetAsync("/fork");
        await host.Logs.WaitForAsync($"Fork {answer.Header("Dromedary-Wid-2")}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Status, Is.EqualTo(RunStatus.Completed));
            Assert.That(host.Logs.Text, Does.Contain($"Fork {answer.Header("Dromedary-Wid-2")}").And.Contain("no stock").And.Contain("node b"));
        }
    }

    [Test]
    public async Task Fork_BeyondTheQueue_FailsItsRunWithBusy()
    {
        await using var host = NewHost(maxConcurrent: 1, maxQueued: 1);
        await host.GetAsync("/fork");
        await host.GetAsync("/fork");
        var third = await host.GetAsync("/fork");
        _leave.SetResult();
        Assert.That(third.Error, Has.Property("Kind").EqualTo(RunErrorKind.Busy));
    }

    private EngineHost NewHost(int maxConcurrent = 64, int maxQueued = 1000) => new(
        new AppBuilder().Starter("s", "/fork", "f").Node("f", "gorutine", "{}", ("output_1", "m"), ("output_2", "b")).Node("m", "main").Node("b", "branch"),
        builder => builder
            .AddStep("main", (context, _) =>
            {
                context.Run.Response.TryAnswer(200, "text/plain");
                System.Buffers.BuffersExtensions.Write(context.Run.Response.BodyWriter, "main"u8);
                return new(StepResult.Next(context.Payload));
            })
            .AddStep("branch", async (context, token) =>
            {
                await _leave.Task.WaitAsync(token);
                _branches.Add((context.Run.RunId, context.Payload.GetRawText(), context.Run.IsFork));
                _branchRan.Release();
                return StepResult.Next(context.Payload);
            }),
        options => (options.MaxConcurrentForks, options.MaxQueuedForks) = (maxConcurrent, maxQueued));
}
