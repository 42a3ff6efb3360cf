using System.Text.Json;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Steps;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Tests.Support;
using NFlow.Runtime.Tracking;

namespace NFlow.Runtime.Tests.Tracking;

public sealed class TrackerTests
{
    private static readonly AppBuilder App = new AppBuilder()
        .Starter("s", "/two", "one")
        .Node("one", "count", """{"name_box":"First"}""", ("output_1", "two"))
        .Node("two", "count")
        .Starter("r", "/reset", "two", method: "GET", extra: "\"reset_order_box\":\"true\"")
        .Starter("f", "/fail", "bad")
        .Node("bad", "fail")
        .Starter("k", "/forked", "fork")
        .Node("fork", "gorutine", "{}", ("output_1", "two"), ("output_2", "one"));

    private readonly FaultyTrackerStore _store = new();

    [Test]
    public async Task EveryNode_BecomesAnEntryInOrder()
    {
        await using var host = NewHost();
        var answer = await host.RunAsync(new WorkflowRequest { Path = "/two", QueryString = "q=1", Host = "example.org", RemoteAddress = "192.0.2.7", Headers = Header("User-Agent", "test") });
        var entries = await StopAndReadAsync(host);

        Assert.That(entries, Has.Count.EqualTo(2));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(entries.Select(entry => (entry.BoxId, entry.BoxName, entry.BoxType, entry.ConnectionNext, entry.OrderBox)),
                Is.EqualTo(new[] { ("one", "First", "count", "two", 1), ("two", "", "count", "", 2) }));
            Assert.That(entries[0].Payload, Is.EqualTo("""{"n":1}"""));
            Assert.That(entries[0], Has.Property(nameof(TrackerEntry.Url)).EqualTo("/two").And.Property(nameof(TrackerEntry.QueryParam)).EqualTo("q=1")
                .And.Property(nameof(TrackerEntry.Host)).EqualTo("example.org").And.Property(nameof(TrackerEntry.RealIp)).EqualTo("192.0.2.7").And.Property(nameof(TrackerEntry.UserAgent)).EqualTo("test"));
            Assert.That(entries.Select(entry => entry.LogId), Is.All.EqualTo(answer.Report.RunId));
            Assert.That(answer.Response.SessionId, Is.Null, "a client that does not ask for HTML needs no session for its log");
        }
    }

    [Test]
    public async Task RequestsOfABrowser_ShareOneLogAndGoOnCounting()
    {
        await using var host = NewHost();
        var first = await host.RunAsync(Browser("/two", null));
        await host.RunAsync(Browser("/two", first.Response.SessionId));
        var entries = await StopAndReadAsync(host);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Response.SessionId, Is.Not.Null);
            Assert.That(entries.Select(entry => entry.LogId).Distinct().Count(), Is.EqualTo(1));
            Assert.That(entries.Select(entry => entry.OrderBox).Order(), Is.EqualTo(new[] { 1, 2, 3, 4 }));
        }
    }

    [Test]
    public async Task AnotherInstance_GoesOnWhereTheSessionSays()
    {
        await using var first = NewHost(options => options.AlwaysWritePosition = true);
        var sessionId = (await first.RunAsync(Browser("/two", null))).Response.SessionId!;
        var session = await first.Sessions.LoadAsync(sessionId, default);
        await using var second = NewHost();
        await second.Sessions.SaveAsync(sessionId, session!.ToDictionary(part => part.Key, part => (string?)part.Value), second.Time.GetUtcNow().AddHours(1), default);
        await second.RunAsync(Browser("/two", sessionId));
        Assert.That((await StopAndReadAsync(second)).Select(entry => entry.OrderBox), Is.EqualTo(new[] { 3, 4 }));
    }

    [Test]
    public async Task StarterThatResets_BeginsAtOneAgain()
    {
        await using var host = NewHost();
        var sessionId = (await host.RunAsync(Browser("/two", null))).Response.SessionId;
        await host.RunAsync(Browser("/reset", sessionId));
        Assert.That((await StopAndReadAsync(host)).Select(entry => entry.OrderBox), Is.EquivalentTo(new[] { 1, 2, 1 }));
    }

    [Test]
    public async Task FailedNode_IsRecordedWithItsError()
    {
        await using var host = NewHost();
        await host.GetAsync("/fail");
        var entries = await StopAndReadAsync(host);
        Assert.That(entries, Has.Count.EqualTo(1));
        Assert.That(entries[0].Payload, Does.StartWith("""{"error":""").And.Not.Contain("boom"), "only what a client may see is kept");
    }

    [Test]
    public async Task ForkOfAClientWithoutSession_CountsOnInTheLogOfItsParent()
    {
        await using var host = NewHost();
        await host.GetAsync("/forked");
        await host.Lifetime.StopAsync(default);
        var entries = await _store.ListAsync(null, 100, default);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(entries.Select(entry => entry.LogId).Distinct().Count(), Is.EqualTo(1));
            Assert.That(entries.Select(entry => entry.OrderBox), Is.Unique);
        }
    }

    [Test]
    public async Task StoreThatRefuses_IsAskedAgainUntilItTakesTheBatch()
    {
        _store.FailNext(3);
        await using var host = NewHost();
        await host.GetAsync("/two");
        await PumpUntilAsync(host, () => host.Get<ITracker>().Statistics.Written == 2);
        var statistics = host.Get<ITracker>().Statistics;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(statistics.Retries, Is.EqualTo(3));
            Assert.That(statistics.Failed, Is.Zero);
            Assert.That(statistics.LastError, Is.Null);
            Assert.That(host.Logs.Text, Does.Contain("No space left on device"));
        }
    }

    [Test]
    public async Task StoreThatNeverTakesABatch_CostsTheEntriesAndNothingElse()
    {
        _store.FailNext(int.MaxValue);
        await using var host = NewHost(options => options.MaxAttempts = 3);
        await host.GetAsync("/two");
        await PumpUntilAsync(host, () => host.Get<ITracker>().Statistics.Failed == 2);
        _store.FailNext(0);
        await host.GetAsync("/two");
        Assert.That(await StopAndReadAsync(host), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task FullQueue_DropsWholeRunsAndCountsThemWhileRunsGoOn()
    {
        var gate = _store.Hang();
        await using var host = NewHost(options => (options.QueueCapacity, options.BatchSize, options.Workers) = (4, 1, 1));
        for (var i = 0; i < 10; i++)
            Assert.That((await host.GetAsync("/two")).Status, Is.EqualTo(RunStatus.Completed));

        var statistics = host.Get<ITracker>().Statistics;
        gate.SetResult();
        var entries = await StopAndReadAsync(host);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(statistics.Dropped, Is.InRange(10, 16), "20 entries, 4 wait, up to 6 may be being written");
            Assert.That(entries.Count + statistics.Dropped, Is.EqualTo(20));
            Assert.That(entries.GroupBy(entry => entry.LogId).Select(log => log.Count()), Is.All.EqualTo(2), "a run is recorded wholly or not at all");
        }
    }

    [Test]
    public async Task DroppedRuns_LeaveAGapInTheirLog()
    {
        var gate = _store.Hang();
        await using var host = NewHost(options => (options.QueueCapacity, options.BatchSize, options.Workers) = (2, 1, 1));
        string? session = null;
        for (var i = 0; i < 20; i++)
            session = (await host.RunAsync(Browser("/two", session))).Response.SessionId ?? session;

        gate.SetResult();
        await PumpUntilAsync(host, () => host.Get<ITracker>().Statistics.Queued == 0);
        await host.RunAsync(Browser("/two", session));
        Assert.That((await StopAndReadAsync(host))[^1].OrderBox, Is.EqualTo(42));
    }

    [Test]
    public async Task DroppedEntries_AreWarnedAbout()
    {
        var gate = _store.Hang();
        await using var host = NewHost(options => (options.QueueCapacity, options.BatchSize, options.Workers) = (2, 1, 1));
        for (var i = 0; i < 20; i++)
            await host.GetAsync("/two");
        host.Time.Advance(TimeSpan.FromMinutes(1));
        var dropped = host.Get<ITracker>().Statistics.Dropped;
        gate.SetResult();
        Assert.That(host.Logs.Text, Does.Contain($"{dropped} entries were dropped within a minute"));
    }

    [Test]
    public async Task Writing_IsBoundedPerSecond_AndLosesNothing()
    {
        const int OneBatch = 6;
        var perSecond = Environment.ProcessorCount * 10;
        await using var host = NewHost(options => (options.MaxRate, options.BatchSize, options.Workers) = (10, 1, 1));
        for (var i = 0; i < 2 * perSecond; i++)
            await host.GetAsync("/two");

        var tracker = host.Get<ITracker>();
        // The clock stands still until what may be written by then is written, so that only the bound explains a pause.
        for (var tenths = 0; tracker.Statistics.Written < 4 * perSecond;)
        {
            var admitted = tenths * perSecond / 10;
            Assert.That(tracker.Statistics.Written, Is.LessThanOrEqualTo(admitted + OneBatch));
            if (tracker.Statistics.Written >= admitted)
            {
                host.Time.Advance(TimeSpan.FromMilliseconds(100));
                tenths++;
            }

            await Task.Yield();
        }

        Assert.That(tracker.Statistics.Dropped, Is.Zero);
    }

    [Test]
    public async Task StopWritesWhatWaits_WhateverTheRate()
    {
        await using var host = NewHost(options => (options.MaxRate, options.BatchSize, options.Workers) = (1, 1, 1));
        for (var i = 0; i < 50; i++)
            await host.GetAsync("/two");
        Assert.That(await StopAndReadAsync(host), Has.Count.EqualTo(100));
    }

    [Test]
    public async Task LongAddresses_AreBoundedInSum()
    {
        var gate = _store.Hang();
        await using var host = NewHost(options => (options.QueueBytes, options.BatchSize, options.Workers) = (1 << 20, 1, 1));
        for (var i = 0; i < 100; i++)
            await host.RunAsync(new WorkflowRequest { Path = "/two", QueryString = "q=" + new string('x', 30_000) });
        Assert.That(host.Get<ITracker>().Statistics, Has.Property(nameof(TrackerStatistics.QueuedBytes)).LessThanOrEqualTo(1 << 20).And.Property(nameof(TrackerStatistics.Dropped)).GreaterThan(0));
        gate.SetResult();
    }

    [Test]
    public async Task LargePayloads_AreBoundedInSum()
    {
        var gate = _store.Hang();
        await using var host = NewHost(options => (options.QueueBytes, options.BatchSize, options.Workers) = (1024, 1, 1));
        for (var i = 0; i < 400; i++)
            await host.GetAsync("/two");
        Assert.That(host.Get<ITracker>().Statistics, Has.Property(nameof(TrackerStatistics.QueuedBytes)).LessThanOrEqualTo(1024).And.Property(nameof(TrackerStatistics.Dropped)).GreaterThan(0));
        gate.SetResult();
    }

    [Test]
    public async Task Payloads_CanBeLeftOut()
    {
        await using var host = NewHost(options => options.MaxPayloadLength = 0);
        await host.GetAsync("/two");
        Assert.That((await StopAndReadAsync(host)).Select(entry => entry.Payload), Is.EqualTo(new[] { "null", "null" }));
    }

    [Test]
    public async Task Stop_WhenTheStoreHangsAndTimeIsUp_GivesUpAndSaysHowMuch()
    {
        _store.Hang();
        await using var host = NewHost();
        await host.GetAsync("/two");
        using var timeIsUp = new CancellationTokenSource();
        var stopping = host.Lifetime.StopAsync(timeIsUp.Token);
        await timeIsUp.CancelAsync();
        await stopping;
        Assert.That(host.Get<ITracker>().Statistics.Failed, Is.EqualTo(2));
    }

    [Test]
    public async Task OldEntries_AreRemoved()
    {
        await using var host = NewHost(options => options.Retention = TimeSpan.FromHours(3));
        await host.GetAsync("/two");
        await PumpUntilAsync(host, () => host.Get<ITracker>().Statistics.Written == 2);
        host.Time.Advance(TimeSpan.FromHours(2));
        var kept = await _store.ListAsync(null, 10, default);
        host.Time.Advance(TimeSpan.FromHours(3));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(kept, Has.Count.EqualTo(2));
            Assert.That(await _store.ListAsync(null, 10, default), Is.Empty);
            Assert.That(host.Get<ITracker>().Statistics.Trimmed, Is.EqualTo(2));
        }
    }

    [Test]
    public void Entries_AreKeptForThirtyDaysUnlessSomebodySaysOtherwise() =>
        Assert.That(new TrackerOptions().Retention, Is.EqualTo(TimeSpan.FromDays(30)));

    [Test]
    public async Task ClockThatJumpsBackwards_ChangesNothing()
    {
        await using var host = NewHost();
        host.Time.AdjustTime(host.Time.GetUtcNow().AddDays(-3));
        await host.GetAsync("/two");
        Assert.That(await StopAndReadAsync(host), Has.Count.EqualTo(2));
    }

    [Test]
    public void Settings_ThatMakeNoSense_AreAllNamedAtStart()
    {
        Assert.That(
            async () =>
            {
                await using var host = NewHost(options => (options.BatchSize, options.FlushInterval, options.Retention) = (0, TimeSpan.Zero, TimeSpan.FromDays(-1)));
                await host.GetAsync("/two");
            },
            Throws.InstanceOf<Microsoft.Extensions.Options.OptionsValidationException>().With.Message.Contains("BatchSize").And.Message.Contains("FlushInterval").And.Message.Contains("Retention"));
    }

    private EngineHost NewHost(Action<TrackerOptions>? configure = null) => new(App, builder =>
    {
        var n = 0;
        builder.Services.AddSingleton<ITrackerStore>(_store);
        builder.AddTracker(configure);
        builder.AddStep("count", (context, _) => new(StepResult.Next(JsonSerializer.SerializeToElement(new { n = Interlocked.Increment(ref n) }))));
        builder.AddStep("fail", (_, _) => throw new InvalidOperationException("boom"));
    });

    private async Task<IReadOnlyList<TrackerEntry>> StopAndReadAsync(EngineHost host)
    {
        await host.Lifetime.StopAsync(default);
        return await _store.ListAsync(null, 1000, default);
    }

    /// <summary>Lets the test's clock run until something has happened; the workers wait on that clock.</summary>
    private static async Task PumpUntilAsync(EngineHost host, Func<bool> happened)
    {
        while (!happened())
        {
            host.Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
    }

    private static WorkflowRequest Browser(string path, string? sessionId) => new() { Path = path, SessionId = sessionId, Headers = Header("Accept", "text/html,*/*") };

    private static FieldCollection Header(string name, string value)
    {
        var headers = new FieldCollection(StringComparer.OrdinalIgnoreCase);
        headers.Add(name, value);
        return headers;
    }
}
