using System.Net;
using System.Text.Json;
using NFlow.Runtime.Cluster.Tests.Support;

namespace NFlow.Runtime.Cluster.Tests;

/// <summary>Three server processes that share a PostgreSQL database and no Redis.</summary>
[CancelAfter(180_000)]
internal sealed class PostgresOnlyTests
{
    [Test]
    public async Task Instances_ShareSessionsCookiesAppAndRuns_AndLoseNothingWhenOneIsKilled(CancellationToken cancellationToken)
    {
        await using var installation = await Installation.StartAsync(TestServices.RequirePostgres(), null, 3, cancellationToken);
        await WizardAcrossInstancesAsync(installation, cancellationToken);
        await RunIsListedAndKilledAcrossInstancesAsync(installation, cancellationToken);
        await KilledUnderLoadAsync(installation, cancellationToken);
    }

    private static async Task WizardAcrossInstancesAsync(Installation installation, CancellationToken cancellationToken)
    {
        using var browser = new Browser();
        var first = await browser.GetAsync(installation.Servers[0], "/wizard", cancellationToken);
        await browser.PostAsync(installation.Servers[1], "/wizard/nftk/x/nfnext/w2", "name", "Ana", cancellationToken);
        var last = await browser.PostAsync(installation.Servers[2], "/wizard/nftk/x/nfnext/w3", "city", "Bogotá", cancellationToken);
        Assert.That(first, Is.EqualTo((HttpStatusCode.OK, "first")));
        Assert.That(last, Is.EqualTo((HttpStatusCode.OK, """{"first":"one","name":"Ana","city":"Bogotá"}""" + "\n")));
    }

    private static async Task RunIsListedAndKilledAcrossInstancesAsync(Installation installation, CancellationToken cancellationToken)
    {
        using var browser = new Browser();
        using var killer = new Browser();
        var endless = browser.GetAsync(installation.Servers[0], "/wait", cancellationToken);
        var wid = "";
        await Poll.UntilAsync(
            async () =>
            {
                var listed = JsonElement.Parse((await killer.GetAsync(installation.Servers[1], $"/debug/processes?debug_token={Installation.DebugToken}", cancellationToken)).Text);
                wid = listed.GetProperty("processes").EnumerateObject().FirstOrDefault(run => run.Value.GetProperty("node_id").GetString() == "h1") is { Value.ValueKind: JsonValueKind.Object } run ? run.Name : "";
                return wid.Length > 0;
            },
            cancellationToken);
        var killed = await killer.GetAsync(installation.Servers[2], $"/kill/{wid}", cancellationToken);
        var answer = await endless;
        Assert.That(killed, Is.EqualTo((HttpStatusCode.OK, "true")));
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(answer.Text, Does.Contain("process killed"));
    }

    private static async Task KilledUnderLoadAsync(Installation installation, CancellationToken cancellationToken)
    {
        const int Enough = 8;
        var doomed = installation.Servers[1];
        var workers = Enumerable.Range(0, 6).Select(_ => new Worker()).ToList();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var load = workers.Select((worker, i) => Task.Run(() => worker.RunAsync(installation, doomed, i, stop.Token), CancellationToken.None)).ToList();
        await Poll.UntilAsync(() => Task.FromResult(workers.All(worker => worker.Accepted >= Enough)), cancellationToken);
        await doomed.KillAsync();
        var atKill = workers.ConvertAll(worker => worker.Accepted);
        await Poll.UntilAsync(() => Task.FromResult(workers.Zip(atKill).All(pair => pair.First.Accepted >= pair.Second + Enough)), cancellationToken);
        await stop.CancelAsync();
        await Task.WhenAll(load);
        using (Assert.EnterMultipleScope())
            foreach (var worker in workers)
            {
                Assert.That(worker.Wrong, Is.Empty);
                Assert.That(worker.Count, Is.InRange(worker.Accepted, worker.Accepted + worker.Unanswered));
                worker.Dispose();
            }
    }
}
