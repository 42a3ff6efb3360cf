using System.Diagnostics;
using System.Net;
using NFlow.Runtime.Cluster.Tests.Support;
using NUnit.Framework.Interfaces;

namespace NFlow.Runtime.Cluster.Tests;

/// <summary>Three server processes over one PostgreSQL and one Redis. The tests leave the installation as they found it, whole.</summary>
[FixtureLifeCycle(LifeCycle.SingleInstance)]
[CancelAfter(120_000)]
public sealed class ClusterTests
{
    private Installation? _installation;

    private Installation Cluster => _installation!;

    [OneTimeSetUp]
    public async Task StartServers() => _installation = await Installation.StartAsync(CancellationToken.None);

    [OneTimeTearDown]
    public async Task StopServers()
    {
        if (_installation is not null)
            await _installation.DisposeAsync();
    }

    [TearDown]
    public void ShowOutputOfFailures()
    {
        if (TestContext.CurrentContext.Result.Outcome.Status == TestStatus.Failed)
            foreach (var server in _installation?.Servers ?? [])
                TestContext.Out.WriteLine($"{server.Address}\n{server.Output}\n");
    }

    [Test]
    public async Task App_SavedThroughSql_IsServedByAllInstances(CancellationToken cancellationToken)
    {
        await Cluster.SaveAppAsync("v2");
        var watch = Stopwatch.StartNew();
        await Cluster.AwaitVersionAsync("v2", cancellationToken);

        await TestContext.Out.WriteLineAsync($"saved app served by all after {watch.ElapsedMilliseconds} ms");
    }

    [Test]
    public async Task Wizard_EachStepAtAnotherInstance_KeepsItsData(CancellationToken cancellationToken)
    {
        await Parallel.ForAsync(0, 12, cancellationToken, async (i, token) =>
        {
            using var browser = new Browser();
            ServerProcess At(int step) => Cluster.Servers[(i + step) % Cluster.Servers.Count];

            var first = await browser.GetAsync(At(0), "/wizard", token);
            var second = await browser.PostAsync(At(1), "/wizard/nftk/x/nfnext/w2", "name", $"Ana {i}", token);
            var third = await browser.PostAsync(At(2), "/wizard/nftk/x/nfnext/w3", "city", "Bogotá", token);

            Assert.That(first, Is.EqualTo((HttpStatusCode.OK, "first")));
            Assert.That(second, Is.EqualTo((HttpStatusCode.OK, $"second of one Ana {i}")));
            Assert.That(third, Is.EqualTo((HttpStatusCode.OK, $$"""{"first":"one","name":"Ana {{i}}","city":"Bogotá"}""" + "\n")));
        });
    }

    [Test]
    public async Task Run_KilledFromAnotherInstance_EndsAtOnceAsKilled(CancellationToken cancellationToken)
    {
        using var browser = new Browser();
        using var killer = new Browser();
        var key = $"cluster-test-{Guid.NewGuid():n}";
        var endless = browser.GetAsync(Cluster.Servers[0], $"/endless?key={key}", cancellationToken);
        var wid = "";
        await Poll.UntilAsync(async () => (wid = (await killer.GetAsync(Cluster.Servers[1], $"/wid?key={key}", cancellationToken)).Text).Length > 0, cancellationToken);

        var watch = Stopwatch.StartNew();
        var killed = await killer.GetAsync(Cluster.Servers[2], $"/kill/{wid}", cancellationToken);
        var answer = await endless;

        await TestContext.Out.WriteLineAsync($"run killed across instances after {watch.ElapsedMilliseconds} ms");
        Assert.That(killed, Is.EqualTo((HttpStatusCode.OK, "true")));
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(answer.Text, Does.Contain("\"message\":\"process killed\""));
    }

    [Test]
    public async Task RateLimit_RequestsSpreadOverInstances_AdmitsWhatOneWould(CancellationToken cancellationToken)
    {
        using var browser = new Browser();
        var watch = Stopwatch.StartNew();
        var admitted = 0;
        var refused = 0;
        for (var i = 0; i < 90; i++)
        {
            var (status, _) = await browser.GetAsync(Cluster.Servers[i % Cluster.Servers.Count], "/limited", cancellationToken);
            if (status == HttpStatusCode.OK)
                admitted++;
            else if (status == HttpStatusCode.TooManyRequests)
                refused++;
        }

        var refilled = (int)Math.Ceiling(watch.Elapsed.TotalMinutes * Installation.RateLimit);
        await TestContext.Out.WriteLineAsync($"{admitted} admitted of 90 by three instances, {Installation.RateLimit + Installation.RateBurst} + refill of at most {refilled}");
        Assert.That(admitted + refused, Is.EqualTo(90));
        Assert.That(admitted, Is.InRange(Installation.RateLimit + Installation.RateBurst, Installation.RateLimit + Installation.RateBurst + refilled));
    }

    [Test]
    public async Task Instance_KilledUnderLoad_LosesNoSessionAndNoRequestOfTheOthers(CancellationToken cancellationToken)
    {
        const int Workers = 8;
        const int RequestsBefore = 15;
        const int RequestsAfter = 15;
        var doomed = Cluster.Servers[1];
        var workers = Enumerable.Range(0, Workers).Select(_ => new Worker()).ToList();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var load = workers.Select((worker, i) => Task.Run(() => worker.RunAsync(Cluster, doomed, i, stop.Token), CancellationToken.None)).ToList();

        await Poll.UntilAsync(() => Task.FromResult(workers.All(worker => worker.Accepted >= RequestsBefore)), cancellationToken);
        await doomed.KillAsync();
        var atKill = workers.ConvertAll(worker => worker.Accepted);
        await Poll.UntilAsync(() => Task.FromResult(workers.Zip(atKill).All(pair => pair.First.Accepted >= pair.Second + RequestsAfter)), cancellationToken);
        await stop.CancelAsync();
        await Task.WhenAll(load);
        var replacement = await Cluster.ReplaceAsync(doomed);

        await TestContext.Out.WriteLineAsync($"{workers.Sum(worker => worker.Accepted)} requests accepted, {workers.Sum(worker => worker.Unanswered)} left unanswered by the killed instance");
        using (Assert.EnterMultipleScope())
            foreach (var worker in workers)
            {
                var (accepted, unanswered) = (worker.Accepted, worker.Unanswered);
                await worker.CountAsync(replacement, doomed);
                Assert.That(worker.Wrong, Is.Empty);
                Assert.That(worker.Accepted, Is.EqualTo(accepted + 1));
                Assert.That(worker.Count, Is.InRange(accepted + 1, accepted + 1 + unanswered));
                worker.Dispose();
            }
    }
}
