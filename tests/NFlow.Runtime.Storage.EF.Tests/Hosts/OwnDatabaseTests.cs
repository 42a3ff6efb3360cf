using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Storage.EF.Tests.Support;
using Npgsql;

namespace NFlow.Runtime.Storage.EF.Tests.Hosts;

/// <summary>Hosts that bring their own contexts, options or connections.</summary>
internal sealed class OwnDatabaseTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Test]
    public async Task Stores_OverTheHostsContextFactory_Work()
    {
        await using var database = new SqliteDatabase();
        await using var host = new StoreHost(null, build: builder =>
        {
            builder.Services.AddPooledDbContextFactory<OwnContext>(options => options.UseSqlite($"Data Source={database.FilePath}"));
            builder.AddEntityFrameworkStores<OwnContext>();
        });

        await AssertWorksAsync(host);
    }

    [Test]
    public void Stores_WithoutTheContextFactory_NameTheMissingCall()
    {
        var host = new StoreHost(null, build: builder => builder.AddEntityFrameworkStores<OwnContext>());

        Assert.That(() => host.Get<IAppStore>(), Throws.InvalidOperationException.With.Message.Contains("AddPooledDbContextFactory<OwnContext>"));
    }

    [Test]
    public async Task Stores_OverTheHostsOptions_Work()
    {
        await using var database = new SqliteDatabase();
        await using var host = new StoreHost(options => options.UseDbContext((_, context) => context.UseSqlite($"Data Source={database.FilePath}")));

        await AssertWorksAsync(host);
    }

    [Test]
    public async Task Stores_OverTheHostsSqliteConnections_WorkAndDisposeThem()
    {
        await using var database = new SqliteDatabase();
        var given = new System.Collections.Concurrent.ConcurrentBag<SqliteConnection>();
        await using var host = new StoreHost(options => options.UseConnection(async (_, token) =>
        {
            var connection = new SqliteConnection($"Data Source={database.FilePath}");
            await connection.OpenAsync(token);
            given.Add(connection);
            return connection;
        }));

        await AssertWorksAsync(host);

        Assert.That(given, Is.Not.Empty.And.All.Property(nameof(SqliteConnection.State)).EqualTo(System.Data.ConnectionState.Closed));
    }

    [Test]
    public async Task Stores_OverTheHostsPostgresDataSource_Work()
    {
        await using var database = new PostgresDatabase();
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var host = new StoreHost(options => options.UseConnection((_, _) => new(source.CreateConnection())));

        await AssertWorksAsync(host);
    }

    [Test]
    public async Task Register_Twice_LastChoiceWinsAndNothingIsDoubled()
    {
        await using var one = new SqliteDatabase();
        await using var two = new SqliteDatabase();
        await using var host = new StoreHost(one.Configure, build: builder => builder.AddEntityFrameworkStores(two.Configure));

        await host.Get<INFlowDatabase>().PrepareAsync(None);

        Assert.That((File.Exists(one.FilePath), File.Exists(two.FilePath), host.Get<IEnumerable<IStorageProbe>>().Count()), Is.EqualTo((false, true, 1)));
    }

    [Test]
    public async Task Sessions_InADatabaseOfTheirOwn_LeaveTheDesignersTablesOut()
    {
        await using var apps = new SqliteDatabase();
        await using var sessions = new SqliteDatabase();
        await using var host = new StoreHost(apps.Configure, build: builder => builder.AddEntityFrameworkSessions(sessions.Configure));

        await AssertWorksAsync(host);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await sessions.ExecuteAsync("SELECT count(*) FROM nflow_runtime_sessions"), Is.EqualTo(20));
            Assert.That(await sessions.ExecuteAsync("SELECT count(*) FROM sqlite_master WHERE name = 'nflow'"), Is.Zero);
            Assert.That(await apps.ExecuteAsync("SELECT count(*) FROM nflow_runtime_sessions"), Is.Zero);
            Assert.That(host.Get<IEnumerable<IStorageProbe>>().Select(probe => probe.Name), Is.EquivalentTo(new[] { "database", "sessions" }));
        }
    }

    private static async Task AssertWorksAsync(StoreHost host)
    {
        await Parallel.ForAsync(0, 20, async (i, token) =>
            await host.Get<ISessionStore>().SaveAsync($"s{i}", new Dictionary<string, string?> { ["p"] = $"{i}" }, DateTimeOffset.MaxValue, token));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await host.Get<ISessionStore>().CountAsync(None), Is.EqualTo(20));
            Assert.That(await host.Get<IAppSourceReader>().ReadAsync("app", None), Is.Not.Null);
        }
    }
}
