using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Clustering;
using NFlow.Runtime.Storage.EF.Tests.Support;

namespace NFlow.Runtime.Storage.EF.Tests.Clustering;

public sealed class DatabaseClusterBusTests : IClusterListener
{
    private readonly Channel<ClusterMessage> _received = Channel.CreateUnbounded<ClusterMessage>();
    private readonly TaskCompletionSource _reconnected = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Test, CancelAfter(30_000)]
    public async Task PublishAsync_ShortAndLongMessages_ArriveAtTheOtherInstanceInOrder(CancellationToken cancellationToken)
    {
        await using var database = new PostgresDatabase();
        await using var a = Open(database);
        await using var b = Open(database);
        await using var subscription = await b.Get<IClusterBus>().SubscribeAsync(this, cancellationToken);

        var sent = Enumerable.Range(0, 60).Select(i => new ClusterMessage("k", "a", null, $"{i}", new string("xñ:😀"[i % 5], i * 400))).ToList();
        foreach (var message in sent.Where(message => message.Body.All(c => !char.IsSurrogate(c))))
            await a.Get<IClusterBus>().PublishAsync(message, cancellationToken);

        foreach (var message in sent.Where(message => message.Body.All(c => !char.IsSurrogate(c))))
            Assert.That(await _received.Reader.ReadAsync(cancellationToken), Is.EqualTo(message));
    }

    [Test, CancelAfter(30_000)]
    public async Task PublishAsync_ManyLongMessagesAtOnce_PiecesDoNotMix(CancellationToken cancellationToken)
    {
        await using var database = new PostgresDatabase();
        await using var a = Open(database);
        await using var b = Open(database);
        await using var subscription = await b.Get<IClusterBus>().SubscribeAsync(this, cancellationToken);

        var sent = Enumerable.Range(0, 40).Select(i => new ClusterMessage("k", "a", null, $"{i}", new string((char)('a' + (i % 26)), 30_000))).ToList();
        await Task.WhenAll(sent.Select((message, i) => (i % 2 == 0 ? a : b).Get<IClusterBus>().PublishAsync(message, cancellationToken).AsTask()));

        var received = new List<ClusterMessage>();
        while (received.Count < sent.Count)
            received.Add(await _received.Reader.ReadAsync(cancellationToken));
        Assert.That(received, Is.EquivalentTo(sent));
    }

    [Test, CancelAfter(30_000)]
    public async Task SubscribeAsync_OtherSchema_HearsNothing(CancellationToken cancellationToken)
    {
        await using var database = new PostgresDatabase();
        await using var other = new PostgresDatabase();
        await using var a = Open(database);
        await using var b = Open(other);
        await using var subscription = await a.Get<IClusterBus>().SubscribeAsync(this, cancellationToken);

        await b.Get<IClusterBus>().PublishAsync(new ClusterMessage("foreign", "b"), cancellationToken);
        await a.Get<IClusterBus>().PublishAsync(new ClusterMessage("own", "a"), cancellationToken);

        Assert.That((await _received.Reader.ReadAsync(cancellationToken)).Kind, Is.EqualTo("own"));
    }

    [Test, CancelAfter(30_000)]
    public async Task SubscribeAsync_ConnectionEndedByTheServer_ListensAgainAndSaysSo(CancellationToken cancellationToken)
    {
        await using var database = new PostgresDatabase();
        await using var a = Open(database);
        await using var subscription = await a.Get<IClusterBus>().SubscribeAsync(this, cancellationToken);

        await database.ExecuteAsync("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND query LIKE $1", $"%{Schema(database)}%");
        await _reconnected.Task.WaitAsync(cancellationToken);
        await a.Get<IClusterBus>().PublishAsync(new ClusterMessage("again", "a"), cancellationToken);

        Assert.That((await _received.Reader.ReadAsync(cancellationToken)).Kind, Is.EqualTo("again"));
    }

    [Test]
    public async Task SubscribeAsync_Sqlite_HearsItsOwnProcess()
    {
        await using var database = new SqliteDatabase();
        await using var a = Open(database);
        await using var subscription = await a.Get<IClusterBus>().SubscribeAsync(this, CancellationToken.None);

        await a.Get<IClusterBus>().PublishAsync(new ClusterMessage("k", "a"), CancellationToken.None);

        Assert.That(_received.Reader.TryRead(out _), Is.True);
    }

    [Test]
    public void SubscribeAsync_DatabaseAway_Throws()
    {
        var host = new StoreHost(options => options.UsePostgres("Host=127.0.0.1;Port=1;Username=u;Password=hidden;Database=d;Timeout=2"), build: builder => builder.AddDatabaseCluster());

        Assert.That(
            async () => await host.Get<IClusterBus>().SubscribeAsync(this, CancellationToken.None),
            Throws.TypeOf<StorageException>().With.Message.Not.Contains("hidden"));
    }

    public ValueTask ReceiveAsync(ClusterMessage message, CancellationToken cancellationToken) => _received.Writer.WriteAsync(message, cancellationToken);

    public void OnReconnected() => _reconnected.TrySetResult();

    private static StoreHost Open(TestDatabase database) => new(database.Configure, build: builder => builder.AddDatabaseCluster());

    private static string Schema(PostgresDatabase database) => new Npgsql.NpgsqlConnectionStringBuilder(database.ConnectionString).SearchPath!;
}
