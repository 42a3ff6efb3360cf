using NFlow.Runtime.Execution;
using NFlow.Runtime.RateLimiting;
using NFlow.Runtime.Steps;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Tests.Support;

namespace NFlow.Runtime.Tests.Execution;

/// <summary>
/// Somebody sets the machine's clock, by a day or a year. Durations (deadlines, refills, freshness) are measured by the clock that cannot be set;
/// only what is a date by nature (a session's or token's expiry, the age of a tracker row) follows the one that can.
/// </summary>
public sealed class ClockJumpTests
{
    private static readonly TimeSpan[] Jumps = [TimeSpan.FromDays(400), TimeSpan.FromDays(-400)];

    private static readonly AppBuilder App = new AppBuilder()
        .Starter("s", "/held", "held").Node("held", "held", "{}", ("output_1", "end")).Script("end", "c.String(200, 'finished')", [])
        .Script("/version", "c.String(200, 'one')")
        .Starter("w", "/wizard", "first").Script("first", "payload.break = true;", ("output_1", "second")).Script("second", "c.String(200, 'second')", []);

    [TestCaseSource(nameof(Jumps))]
    public async Task RunningRun_IsNotEndedBeforeItsDeadline_AndIsAtIt(TimeSpan jump)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = NewHost(begun, release);
        var spared = host.GetAsync("/held");
        await begun.Task;
        Jump(host, jump);
        host.Time.Advance(TimeSpan.FromMinutes(4));
        release.SetResult();
        Assert.That((await spared).Text, Is.EqualTo("finished"));

        begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var other = NewHost(begun, new());
        var overdue = other.GetAsync("/held");
        await begun.Task;
        Jump(other, jump);
        other.Time.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(2));
        Assert.That((await overdue).Error, Has.Property("Kind").EqualTo(RunErrorKind.Limit));
    }

    [TestCaseSource(nameof(Jumps))]
    public async Task SavedApp_IsServedAsSoonAsEver(TimeSpan jump)
    {
        await using var host = NewHost();
        await host.GetAsync("/version");
        Jump(host, jump);
        host.Save(new AppBuilder().Script("/version", "c.String(200, 'two')"));
        host.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.That((await host.GetAsync("/version")).Text, Is.EqualTo("two"));
    }

    [TestCaseSource(nameof(Jumps))]
    public async Task RateLimit_RefillsAtItsOwnPace(TimeSpan jump)
    {
        var policy = new TokenBucketPolicy(10, TimeSpan.FromMinutes(1), 0);
        await using var host = NewHost();
        var buckets = new MemoryTokenBuckets(host.Get<TimeProvider>());
        while ((await buckets.TakeAsync("client", policy, default)).IsAllowed)
        {
        }

        Jump(host, jump);
        var atOnce = await buckets.TakeAsync("client", policy, default);
        host.Time.Advance(TimeSpan.FromSeconds(6));
        var later = await buckets.TakeAsync("client", policy, default);
        Assert.That((atOnce.IsAllowed, later.IsAllowed), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task Session_ExpiresByTheDate_AndComesBackWithIt()
    {
        await using var host = NewHost();
        var client = host.NewClient();
        await client.GetAsync("/wizard");
        Jump(host, TimeSpan.FromDays(-3));
        var inThePast = await client.PostAsync("/wizard", ("nflow_next_node_run", "second"));
        Assert.That(inThePast.Text, Is.EqualTo("second"), "a clock set back ends no session");

        var other = host.NewClient();
        await other.GetAsync("/wizard");
        Jump(host, TimeSpan.FromDays(3));
        Assert.That((await other.PostAsync("/wizard", ("nflow_next_node_run", "second"))).Error, Has.Property("Kind").EqualTo(RunErrorKind.ResumeRefused));
    }

    [Test]
    public async Task Token_IsValidByTheDate()
    {
        await using var host = NewHost();
        var now = host.Time.GetUtcNow();
        host.Store.Put(new TokenRecord(1, "api", "abc", now.AddDays(1), true, "X-Token", "Bearer"));
        host.Save(new AppBuilder().Script("/token", "c.String(200, String(validate_token('api')))"));
        var answers = new List<string>();
        foreach (var day in (int[])[0, 2, -30])
        {
            Jump(host, TimeSpan.FromDays(day));
            var headers = new FieldCollection(StringComparer.OrdinalIgnoreCase);
            headers.Add("X-Token", "Bearer abc");
            answers.Add((await host.RunAsync(new WorkflowRequest { Path = "/token", Headers = headers })).Text);
        }

        Assert.That(answers, Is.EqualTo(new[] { "true", "false", "true" }));
    }

    /// <summary>Sets the date, seen from the true one.</summary>
    private static void Jump(EngineHost host, TimeSpan jump) => ((JumpingTime)host.Get<TimeProvider>()).Offset = jump;

    private static EngineHost NewHost(TaskCompletionSource? begun = null, TaskCompletionSource? release = null) => new(App, builder =>
    {
        var steady = (TimeProvider)builder.Services.First(service => service.ServiceType == typeof(TimeProvider)).ImplementationInstance!;
        builder.Services.AddSingleton<TimeProvider>(new JumpingTime(steady));
        builder.AddStep("held", async (context, cancellationToken) =>
        {
            begun?.TrySetResult();
            await (release ?? new()).Task.WaitAsync(cancellationToken);
            return StepResult.Next(context.Payload);
        });
    });
}
