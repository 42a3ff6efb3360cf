using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Steps;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.AspNetCore.Tests.Operations;

public sealed class StopTests
{
    private const string App = """
        {"drawflow":{"Main":{"data":{
          "1":{"data":{"type":"starter","method":"GET","urlpattern":"/held"},"outputs":{"output_1":{"connections":[{"node":"2"}]}}},
          "2":{"data":{"type":"held"},"outputs":{"output_1":{"connections":[{"node":"3"}]}}},
          "3":{"data":{"type":"js","code":"c.String(200, 'finished')"},"outputs":{}}
        }}}}
        """;

    [Test]
    public async Task Stop_UnderLoad_FinishesTheRunningRunsAndRefusesNewOnes()
    {
        const int Running = 20;
        var begun = new SemaphoreSlim(0);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await OperationsHost.StartAsync(builder =>
        {
            builder.AddTracker();
            builder.AddStep("held", async (context, cancellationToken) =>
            {
                begun.Release();
                await release.Task.WaitAsync(cancellationToken);
                return StepResult.Next(context.Payload);
            });
        });
        host.Store.Put(new AppDocument("app", Encoding.UTF8.GetBytes(App), ""));

        var running = Enumerable.Range(0, Running).Select(_ => host.SendAsync("GET", "/held")).ToArray();
        for (var i = 0; i < Running; i++)
            await begun.WaitAsync();
        var stopping = host.Get<NFlowLifetime>().StopAsync(default);
        var refused = await host.SendAsync("GET", "/held");
        release.SetResult();
        var finished = await Task.WhenAll(running);
        await stopping;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(finished, Is.All.EqualTo((HttpStatusCode.OK, "finished")));
            Assert.That(await host.Get<ITrackerStore>().ListAsync(null, 100, default), Has.Count.EqualTo(2 * Running), "the tracker is flushed after the last run");
        }
    }
}
