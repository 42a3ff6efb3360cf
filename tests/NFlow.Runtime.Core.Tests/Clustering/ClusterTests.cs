using Microsoft.Extensions.Time.Testing;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Storage.InMemory;

namespace NFlow.Runtime.Tests.Clustering;

public sealed class ClusterTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly SwitchableBus _bus = new();
    private readonly InMemoryStore _store = new();
    private readonly List<Instance> _instances = [];

    [TearDown]
    public async Task DisposeInstances()
    {
        foreach (var instance in _instances)
            await instance.DisposeAsync();
    }

    [Test]
    public async Task Others_InstancesJoin_EachSeesTheOthersButNotItself()
    {
        var (a, b, c) = await StartThreeAsync();

        Assert.That(Ids(a), Is.EquivalentTo([b.Cluster.InstanceId, c.Cluster.InstanceId]));
        Assert.That(Ids(c), Is.EquivalentTo([a.Cluster.InstanceId, b.Cluster.InstanceId]));
    }

    [Test]
    public async Task Others_InstanceStops_IsGoneAtOnce()
    {
        var (a, b, c) = await StartThreeAsync();

        await b.Lifetime.StopAsync(CancellationToken.None);

        Assert.That(Ids(a), Is.EqualTo([c.Cluster.InstanceId]));
    }

    [Test]
    public async Task Others_InstanceFallsSilent_IsGoneAfterThreePeriods()
    {
        var (a, _, _) = await StartThreeAsync();
        _bus.IsDown = true;

        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.That(a.Cluster.Others, Has.Count.EqualTo(2));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(a.Cluster.Others, Is.Empty);
    }

    [Test]
    public async Task ListAsync_RunsAtTwoInstances_ListsBothWithTheirInstance()
    {
        var (a, b, c) = await StartThreeAsync();
        var (runA, _) = await a.BeginEndlessRunAsync("/endless");
        var (runC, _) = await c.BeginEndlessRunAsync("/endless");

        var list = await b.Processes.ListAsync(CancellationToken.None);

        Assert.That(list.SilentInstances, Is.Empty);
        Assert.That(
            list.Processes.Select(entry => (entry.InstanceId, entry.Process.RunId, entry.Process.Url)),
            Is.EquivalentTo([(a.Cluster.InstanceId, runA, "/endless"), (c.Cluster.InstanceId, runC, "/endless")]));
    }

    [Test]
    public async Task KillAsync_RunAtAnotherInstance_EndsItAsKilled()
    {
        var (a, b, _) = await StartThreeAsync();
        var (runId, run) = await b.BeginEndlessRunAsync("/endless");

        var killed = await a.Processes.KillAsync(runId, CancellationToken.None);

        var report = await run;
        Assert.That(killed, Is.True);
        Assert.That(report.Outcome.Error?.Kind, Is.EqualTo(RunErrorKind.Killed));
    }

    [Test]
    public async Task KillAsync_NoSuchRun_AllAnswerAndItIsFalse()
    {
        var (a, _, _) = await StartThreeAsync();

        Assert.That(await a.Processes.KillAsync("none", CancellationToken.None), Is.False);
    }

    [Test]
    public async Task KillAsync_BusDownAndRunElsewhere_Throws()
    {
        var (a, b, _) = await StartThreeAsync();
        var (runId, _) = await b.BeginEndlessRunAsync("/endless");
        _bus.IsDown = true;

        Assert.That(() => a.Processes.KillAsync(runId, CancellationToken.None), Throws.TypeOf<StorageException>());
    }

    [Test]
    public async Task KillAsync_BusDownAndRunHere_EndsIt()
    {
        var (a, _, _) = await StartThreeAsync();
        var (runId, run) = await a.BeginEndlessRunAsync("/endless");
        _bus.IsDown = true;

        Assert.That(await a.Processes.KillAsync(runId, CancellationToken.None), Is.True);
        Assert.That((await run).Outcome.Error?.Kind, Is.EqualTo(RunErrorKind.Killed));
    }

    [Test]
    public async Task ListAsync_BusDown_ListsOwnRunsAndNamesTheSilent()
    {
        var (a, b, c) = await StartThreeAsync();
        var (runId, _) = await a.BeginEndlessRunAsync("/endless");
        _bus.IsDown = true;

        var list = await a.Processes.ListAsync(CancellationToken.None);

        Assert.That(list.Processes.Single().Process.RunId, Is.EqualTo(runId));
        Assert.That(list.SilentInstances, Is.EquivalentTo([b.Cluster.InstanceId, c.Cluster.InstanceId]));
    }

    [Test]
    public async Task ListAsync_OneInstanceDoesNotAnswer_ReturnsTheOthersAfterTheTimeout()
    {
        var (a, b, c) = await StartThreeAsync();
        _bus.DropAnswersOf = b.Cluster.InstanceId;

        var listing = a.Processes.ListAsync(CancellationToken.None);
        Assert.That(listing.IsCompleted, Is.False);
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.That((await listing).SilentInstances, Is.EqualTo([b.Cluster.InstanceId]));
        Assert.That(Ids(a), Does.Contain(c.Cluster.InstanceId));
    }

    [Test]
    public async Task InvalidateAsync_AppSaved_OtherInstanceServesItAtOnce()
    {
        var (a, b, _) = await StartThreeAsync();
        await b.Catalog.GetAsync(CancellationToken.None);
        _store.Put(Instance.EndlessApp("/new"));
        var before = await b.Catalog.GetAsync(CancellationToken.None);

        await a.Apps.InvalidateAsync(CancellationToken.None);

        var after = await b.Catalog.GetAsync(CancellationToken.None);
        Assert.That(before.Routes.Routes.Single().Pattern, Is.EqualTo("/endless"));
        Assert.That(after.Routes.Routes.Single().Pattern, Is.EqualTo("/new"));
    }

    [Test]
    public async Task StartAsync_BusDown_StartsAndJoinsWhenTheBusIsBack()
    {
        var a = New("a");
        var b = New("b");
        await b.StartAsync();
        _bus.IsDown = true;
        await a.StartAsync();
        _bus.IsDown = false;

        var greeted = _bus.NextMessageOf(a.Cluster.InstanceId);
        _time.Advance(TimeSpan.FromSeconds(2));
        await greeted;

        Assert.That(Ids(a), Is.EqualTo([b.Cluster.InstanceId]));
        Assert.That(Ids(b), Is.EqualTo([a.Cluster.InstanceId]));
    }

    private static IEnumerable<string> Ids(Instance instance) => instance.Cluster.Others.Select(member => member.InstanceId);

    private Instance New(string name)
    {
        var instance = new Instance(_bus, _store, _time, name);
        _instances.Add(instance);
        return instance;
    }

    private async Task<(Instance A, Instance B, Instance C)> StartThreeAsync()
    {
        _store.Put(Instance.EndlessApp("/endless"));
        var (a, b, c) = (New("a"), New("b"), New("c"));
        foreach (var instance in _instances)
            await instance.StartAsync();
        return (a, b, c);
    }
}
