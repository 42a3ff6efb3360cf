using System.Text;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Steps;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Tests.Support;

namespace NFlow.Runtime.Tests.Apps;

public sealed class AppCatalogTests
{
    [Test]
    public async Task SavedApp_IsServedWithoutRestart()
    {
        await using var host = NewHost();
        await host.GetAsync("/old");
        host.Save(new AppBuilder().Starter("s", "/new", "n").Node("n", "pass"));
        host.Time.Advance(TimeSpan.FromSeconds(1.1));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await host.GetAsync("/new")).Status, Is.EqualTo(RunStatus.Completed));
            Assert.That((await host.GetAsync("/old")).Error, Has.Property("Kind").EqualTo(RunErrorKind.NotFound));
        }
    }

    [Test]
    public async Task Invalidate_ServesTheSavedAppAtOnce()
    {
        await using var host = NewHost();
        await host.GetAsync("/old");
        host.Save(new AppBuilder().Starter("s", "/new", "n").Node("n", "pass"));
        host.Apps.Invalidate();
        Assert.That((await host.GetAsync("/new")).Status, Is.EqualTo(RunStatus.Completed));
    }

    [Test]
    public async Task GarbageSaved_KeepsTheLastGoodVersionAndSaysWhy()
    {
        await using var host = NewHost();
        await host.GetAsync("/old");
        host.Store.Put(new AppDocument("app", Encoding.UTF8.GetBytes("{\"drawflow\":"), ""));
        host.Time.Advance(TimeSpan.FromSeconds(2));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await host.GetAsync("/old")).Status, Is.EqualTo(RunStatus.Completed));
            Assert.That(host.Apps.State.LastError, Does.Contain("line 1"));
            Assert.That(host.Logs.Text, Does.Contain("the last good one stays"));
        }

        host.Save(new AppBuilder().Starter("s", "/repaired", "n").Node("n", "pass"));
        host.Time.Advance(TimeSpan.FromSeconds(2));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await host.GetAsync("/repaired")).Status, Is.EqualTo(RunStatus.Completed));
            Assert.That(host.Apps.State.LastError, Is.Null);
        }
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task StoreThatHangs_DelaysOneRequestOnlyAndIsReported(CancellationToken timeout)
    {
        var hanging = new HangingStore();
        await using var host = NewHost(builder => builder.Services.AddSingleton<IAppStore>(hanging));
        hanging.Inner = host.Store;
        await host.GetAsync("/old", timeout);
        hanging.Hang = new TaskCompletionSource();
        host.Time.Advance(TimeSpan.FromSeconds(2));

        var first = host.GetAsync("/old", timeout);
        Assert.That(first.IsCompleted, Is.False);
        host.Time.Advance(TimeSpan.FromSeconds(2));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await first).Status, Is.EqualTo(RunStatus.Completed));
            Assert.That((await host.GetAsync("/old", timeout)).Status, Is.EqualTo(RunStatus.Completed), "nobody waits a second time");
            Assert.That(host.Logs.Text, Does.Contain("does not say whether app 'app' has changed"));
        }

        host.Save(new AppBuilder().Starter("s", "/new", "n").Node("n", "pass"));
        hanging.Hang.SetResult();
        hanging.Hang = null;
        while ((await host.GetAsync("/new", timeout)).Status != RunStatus.Completed)
        {
            timeout.ThrowIfCancellationRequested();
            host.Time.Advance(TimeSpan.FromSeconds(2));
            await Task.Yield();
        }
    }

    [Test]
    public async Task MissingApp_SaysWhichAndWhatToDo()
    {
        await using var host = new EngineHost(new AppBuilder(), configure: options => options.AppName = "shop");
        var answer = await host.GetAsync("/x");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Error, Has.Property("Kind").EqualTo(RunErrorKind.AppUnavailable));
            Assert.That(answer.Error!.Detail, Does.Contain("'shop'").And.Contain("designer"));
        }
    }

    private static EngineHost NewHost(Action<INFlowBuilder>? build = null) => new(
        new AppBuilder().Starter("s", "/old", "n").Node("n", "pass"),
        builder =>
        {
            builder.AddStep("pass", (context, _) => new(StepResult.Next(context.Payload)));
            build?.Invoke(builder);
        });

    /// <summary>A store that answers when the test lets it.</summary>
    private sealed class HangingStore : IAppStore
    {
        public IAppStore Inner { get; set; } = null!;

        public TaskCompletionSource? Hang { get; set; }

        public ValueTask<AppDocument?> FindAsync(string name, CancellationToken cancellationToken) => Inner.FindAsync(name, cancellationToken);

        public ValueTask SaveAsync(AppDocument document, CancellationToken cancellationToken) => Inner.SaveAsync(document, cancellationToken);

        public async ValueTask<string?> ReadVersionAsync(string name, CancellationToken cancellationToken)
        {
            if (Hang is { } hang)
                await hang.Task.WaitAsync(cancellationToken);
            return await Inner.ReadVersionAsync(name, cancellationToken);
        }
    }
}
