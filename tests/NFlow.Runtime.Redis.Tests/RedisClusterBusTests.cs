using System.Threading.Channels;
using NFlow.Runtime.Clustering;
using NFlow.Runtime.Redis.Tests.Support;
using StackExchange.Redis;

namespace NFlow.Runtime.Redis.Tests;

public sealed class RedisClusterBusTests : IClusterListener
{
    private readonly string _prefix = RedisInstance.NewPrefix();
    private readonly Channel<ClusterMessage> _received = Channel.CreateUnbounded<ClusterMessage>();
    private readonly TaskCompletionSource _reconnected = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Test, CancelAfter(20_000)]
    public async Task PublishAsync_ManyMessages_ArriveAtTheOtherInstanceInOrder(CancellationToken cancellationToken)
    {
        await using var a = New();
        await using var b = New();
        await using var subscription = await b.Get<IClusterBus>().SubscribeAsync(this, cancellationToken);

        var sent = Enumerable.Range(0, 200).Select(i => new ClusterMessage("k", "a", null, $"{i}", new string('ñ', i * 100))).ToList();
        foreach (var message in sent)
            await a.Get<IClusterBus>().PublishAsync(message, cancellationToken);

        foreach (var message in sent)
            Assert.That(await _received.Reader.ReadAsync(cancellationToken), Is.EqualTo(message));
    }

    [Test, CancelAfter(20_000)]
    public async Task SubscribeAsync_ForeignTextOnTheChannel_IsIgnored(CancellationToken cancellationToken)
    {
        await using var a = New();
        await using var subscription = await a.Get<IClusterBus>().SubscribeAsync(this, cancellationToken);
        await using var other = await ConnectionMultiplexer.ConnectAsync(TestServices.RequireRedis());

        await other.GetSubscriber().PublishAsync(RedisChannel.Literal(_prefix + "bus"), "not ours");
        await other.GetSubscriber().PublishAsync(RedisChannel.Literal(_prefix + "bus"), "");
        await a.Get<IClusterBus>().PublishAsync(new ClusterMessage("k", "a"), cancellationToken);

        Assert.That(await _received.Reader.ReadAsync(cancellationToken), Is.EqualTo(new ClusterMessage("k", "a")));
    }

    [Test, CancelAfter(30_000)]
    public async Task SubscribeAsync_ConnectionsKilledByTheServer_GoesOnAndSaysSo(CancellationToken cancellationToken)
    {
        var name = $"nflow-test-{Guid.NewGuid():n}";
        await using var a = New($",name={name}");
        await using var subscription = await a.Get<IClusterBus>().SubscribeAsync(this, cancellationToken);

        await KillClientsAsync(name);
        await _reconnected.Task.WaitAsync(cancellationToken);

        // What is sent while the subscription is being renewed is lost, as the bus says; so it is said until it is heard.
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!_received.Reader.TryPeek(out _) && await timer.WaitForNextTickAsync(cancellationToken))
            await a.Get<IClusterBus>().PublishAsync(new ClusterMessage("again", "a"), cancellationToken);
        Assert.That((await _received.Reader.ReadAsync(cancellationToken)).Kind, Is.EqualTo("again"));
    }

    [Test, CancelAfter(30_000)]
    public async Task KillAsync_TwoRuntimesOverRedis_SeeEachOtherAndAnswer(CancellationToken cancellationToken)
    {
        await using var a = New();
        await using var b = New();
        await a.Get<NFlowLifetime>().StartAsync(cancellationToken);
        await b.Get<NFlowLifetime>().StartAsync(cancellationToken);

        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (a.Get<ICluster>().Others.Count == 0 && await timer.WaitForNextTickAsync(cancellationToken))
        {
        }

        var list = await a.Get<IClusterProcesses>().ListAsync(cancellationToken);
        Assert.That(list.SilentInstances, Is.Empty);
        Assert.That(a.Get<ICluster>().Others.Single().InstanceId, Is.EqualTo(b.Get<ICluster>().InstanceId));
        Assert.That(await a.Get<IClusterProcesses>().KillAsync("none", cancellationToken), Is.False);
    }

    public ValueTask ReceiveAsync(ClusterMessage message, CancellationToken cancellationToken) => _received.Writer.WriteAsync(message, cancellationToken);

    public void OnReconnected() => _reconnected.TrySetResult();

    private RedisInstance New(string settings = "") => new(TestServices.RequireRedis() + settings, _prefix);

    private static async Task KillClientsAsync(string name)
    {
        await using var admin = await ConnectionMultiplexer.ConnectAsync(TestServices.RequireRedis() + ",allowAdmin=true");
        var server = admin.GetServers()[0];
        foreach (var client in await server.ClientListAsync())
            if (client.Name == name)
                await server.ClientKillAsync(client.Address!);
    }
}
