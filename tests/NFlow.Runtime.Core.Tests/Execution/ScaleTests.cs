using NFlow.Runtime.Execution;
using NFlow.Runtime.Tests.Support;

namespace NFlow.Runtime.Tests.Execution;

/// <summary>What must not grow with an app or its users, told by what a run allocates, which a busy machine does not change.</summary>
public sealed class ScaleTests
{
    private const int Runs = 200;

    /// <summary>Ids of nodes and the like have a few characters more in a large app.</summary>
    private const int Tolerance = 128;

    [Test]
    public async Task Run_CostsTheSame_AmongAThousandRoutes()
    {
        var alone = await AllocatedAsync(App(1), "/area0/page0/4711");
        var amongMany = await AllocatedAsync(App(1_000), "/area0/page500/4711");
        Assert.That(amongMany, Is.EqualTo(alone).Within(Tolerance));
    }

    [Test]
    public async Task Run_ThatFindsNoRoute_CostsTheSame_AmongAThousandRoutes()
    {
        var alone = await AllocatedAsync(App(1), "/area0/nothing");
        var amongMany = await AllocatedAsync(App(1_000), "/area0/nothing");
        Assert.That(amongMany, Is.EqualTo(alone).Within(Tolerance));
    }

    [Test]
    public async Task Run_CostsTheSame_AmongTenThousandSessions()
    {
        var alone = await AllocatedAsync(App(1), "/area0/page0/4711", sessions: 1);
        var amongMany = await AllocatedAsync(App(1), "/area0/page0/4711", sessions: 10_000);
        Assert.That(amongMany, Is.EqualTo(alone).Within(Tolerance));
    }

    private static AppBuilder App(int routes)
    {
        var app = new AppBuilder();
        for (var i = 0; i < routes; i++)
            app.Starter($"{i}.0", $"/area{i % 10}/page{i}/:id", $"{i}.1").Script($"{i}.1", "function main() { c.JSON(200, { ok: true }); }", []);
        return app;
    }

    /// <summary>Bytes that one run allocates on this thread, which it does not leave.</summary>
    private static async Task<double> AllocatedAsync(AppBuilder app, string path, int sessions = 0)
    {
        await using var host = new EngineHost(app);
        for (var i = 0; i < sessions; i++)
            await host.Sessions.SaveAsync($"s{i}", new Dictionary<string, string?> { ["cart"] = """{"items":3}""" }, host.Time.GetUtcNow().AddDays(1), CancellationToken.None);

        var engine = host.Get<IWorkflowEngine>();
        var request = new WorkflowRequest { Path = path, SessionId = sessions == 0 ? null : $"s{sessions / 2}" };
        await engine.RunAsync(request, new WorkflowResponse(), host.Get<IServiceProvider>(), CancellationToken.None);
        Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Runs;

        void Run()
        {
            for (var i = 0; i < Runs; i++)
            {
                var running = engine.RunAsync(request, new WorkflowResponse(), host.Get<IServiceProvider>(), CancellationToken.None);
                Assert.That(running.IsCompletedSuccessfully, "the run stayed on this thread");
            }
        }
    }
}
