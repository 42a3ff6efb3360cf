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

    private static EngineHost NewHost() => new(
        new AppBuilder().Starter("s", "/old", "n").Node("n", "pass"),
        builder => builder.AddStep("pass", (context, _) => new(StepResult.Next(context.Payload))));
}
