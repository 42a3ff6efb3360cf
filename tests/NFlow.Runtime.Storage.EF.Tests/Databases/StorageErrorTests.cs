using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using NFlow.Runtime.Storage.EF.Tests.Support;
using Npgsql;

namespace NFlow.Runtime.Storage.EF.Tests.Databases;

/// <summary>Every failure says what failed, where, and what to do, and never a password.</summary>
internal sealed class StorageErrorTests
{
    private const string Secret = "s3cr3t-w0rd";
    private static readonly CancellationToken None = CancellationToken.None;

    [Test]
    public async Task Sqlite_MissingFolder_NamesTheFolder()
    {
        var path = Path.Combine(Path.GetTempPath(), $"nflow-none-{Guid.NewGuid():N}", "app.db");

        Assert.That(await FailAsync(options => options.UseSqlite(path)), Does.Contain(path).And.Contain($"the folder '{Path.GetDirectoryName(path)}' does not exist").And.Contain("Create it"));
    }

    [Test]
    public async Task Sqlite_PathIsAFolder_SaysItCannotBeOpened() =>
        Assert.That(await FailAsync(options => options.UseSqlite(Path.GetTempPath())), Does.Contain("cannot be opened"));

    [Test]
    public async Task Sqlite_FileOfAnotherKind_SaysSoAndLeavesIt()
    {
        await using var database = new SqliteDatabase();
        await File.WriteAllTextAsync(database.FilePath, new string('x', 4096));

        Assert.That(await FailAsync(database.Configure), Does.Contain("is not a SQLite database"));
        Assert.That(await File.ReadAllTextAsync(database.FilePath), Is.EqualTo(new string('x', 4096)));
    }

    [Test]
    public async Task Sqlite_LockedAtStart_NamesTheFileAndTheWay()
    {
        await using var database = new SqliteDatabase();
        await using var holder = await HoldAsync(database);

        Assert.That(
            await FailAsync(options => { database.Configure(options); options.LockTimeout = TimeSpan.FromSeconds(1); }),
            Does.Contain(database.FilePath).And.Contain("locked by another program").And.Contain("lock timeout"));
    }

    [Test]
    public async Task Sqlite_LockedWhileRunning_FailsTheSaveAndServesAgainAfterwards()
    {
        await using var database = new SqliteDatabase();
        await using var host = database.Open(configure: options => options.LockTimeout = TimeSpan.FromSeconds(1));
        var sessions = host.Get<ISessionStore>();
        await sessions.SaveAsync("s", Part("before"), DateTimeOffset.MaxValue, None);

        await using (await HoldAsync(database))
        {
            Assert.That(async () => await sessions.SaveAsync("s", Part("locked"), DateTimeOffset.MaxValue, None), Throws.TypeOf<StorageException>().With.Message.Contains("saving a session"));
            Assert.That(await sessions.LoadAsync("s", None), Is.EqualTo(Part("before")), "readers go on");
        }

        await sessions.SaveAsync("s", Part("after"), DateTimeOffset.MaxValue, None);
        Assert.That(await sessions.LoadAsync("s", None), Is.EqualTo(Part("after")));
    }

    /// <summary>SQLite alone would let the reader try now and then until its time is up, and a busy writer starves it.</summary>
    [Test]
    public async Task Sqlite_WithoutWriteAheadLog_ReadersWaitForTheirOwnWriterAsLongAsItTakes()
    {
        await using var database = new SqliteDatabase();
        await using var host = database.Open(configure: options => (options.WriteAheadLog, options.LockTimeout) = (false, TimeSpan.FromSeconds(1)));
        var sessions = host.Get<ISessionStore>();
        await sessions.SaveAsync("read", Part("x"), DateTimeOffset.MaxValue, None);
        await using var other = (SqliteConnection)database.Connect();
        await other.OpenAsync();
        other.DefaultTimeout = 1;
        await MakeSavingSlowAsync(other);

        // More than SQLite's cache holds, so that it locks readers out before the trigger starts counting.
        var saving = Task.Run(async () => await sessions.SaveAsync("written", Part(new string('x', 20_000_000)), DateTimeOffset.MaxValue, None));
        while (await CanReadAsync(other))
            Assert.That(saving.IsCompleted, Is.False, "the save was over before it locked anybody out");

        Assert.That(await sessions.LoadAsync("read", None), Is.EqualTo(Part("x")));
        await saving;
    }

    [Test]
    public async Task Sqlite_ReadOnlyFile_SaysWhatToPermit()
    {
        await using var database = new SqliteDatabase();
        await using (var host = database.Open())
            await host.Get<INFlowDatabase>().PrepareAsync(None);

        await using var reader = database.Open(configure: options => options.UseSqlite($"Data Source={database.FilePath};Mode=ReadOnly"));

        Assert.That(async () => await reader.Get<ISessionStore>().SaveAsync("s", Part("x"), DateTimeOffset.MaxValue, None), Throws.TypeOf<StorageException>().With.Message.Contains("write permission"));
    }

    [TestCase("")]
    [TestCase("Data Source=x.db;Nonsense=1")]
    [TestCase("Mode=Sideways")]
    public void Sqlite_MalformedDsn_SaysWhatIsExpected(string dsn) =>
        Assert.That(() => new StoreHost(options => options.UseSqlite(dsn)).Get<IAppStore>(), Throws.TypeOf<StorageException>().With.Message.Contains("nflow.db"));

    [Test]
    public void Options_UnknownDriver_NamesTheKnownOnes() =>
        Assert.That(() => new NFlowStorageOptions().UseDatabase("oracle", "x"), Throws.TypeOf<StorageException>().With.Message.Contains("'oracle'").And.Message.Contains("postgres"));

    [Test]
    public async Task Postgres_NothingListening_NamesHostAndPort()
    {
        var port = FreePort();

        Assert.That(
            await FailAsync(options => options.UsePostgres($"host=127.0.0.1 port={port} user=app password={Secret} dbname=nflow")),
            Does.Contain($"127.0.0.1:{port}/nflow").And.Contain("nothing answers there").And.Not.Contain(Secret));
    }

    [Test]
    public async Task Postgres_UnknownHost_SaysSo() =>
        Assert.That(await FailAsync(options => options.UsePostgres($"postgres://app:{Secret}@nflow.invalid/nflow?connect_timeout=5")), Does.Contain("nflow.invalid").And.Not.Contain(Secret));

    [Test]
    public async Task Postgres_WrongPassword_NamesTheUserAndNotThePassword()
    {
        await using var database = new PostgresDatabase();
        var wrong = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Password = Secret };

        Assert.That(await FailAsync(options => options.UsePostgres(wrong.ConnectionString)), Does.Contain("refused the user or the password").And.Contain($"'{wrong.Username}'").And.Not.Contain(Secret));
    }

    [Test]
    public async Task Postgres_MissingDatabase_SaysToCreateIt()
    {
        await using var database = new PostgresDatabase();
        var other = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Database = "no_such_database" };

        Assert.That(await FailAsync(options => options.UsePostgres(other.ConnectionString)), Does.Contain("no_such_database").And.Contain("createdb"));
    }

    [Test]
    public async Task Postgres_ServerGoneWhileRunning_IsAnErrorAndThenServesAgain()
    {
        await using var database = new PostgresDatabase();
        await using var host = database.Open();
        var users = host.Get<IUserStore>();
        await users.SaveAsync(new UserRecord(0, "ana", "h", "r", true), None);

        await database.ExecuteAsync("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE '%users%' AND pid <> pg_backend_pid()");
        var first = await TryAsync(() => users.FindAsync("ana", None).AsTask());
        var second = await TryAsync(() => users.FindAsync("ana", None).AsTask());

        Assert.That((first is null or StorageException, second), Is.EqualTo((true, (Exception?)null)));
    }

    [TestCase("")]
    [TestCase("user=app dbname=nflow sslmode=sometimes password=" + Secret)]
    [TestCase("host=db color=blue password=" + Secret)]
    [TestCase("host=db password='" + Secret)]
    [TestCase("postgres://app:" + Secret + "@db:99999999/x")]
    [TestCase("Host=db;Nonsense=" + Secret)]
    [TestCase("Username=app;Password=" + Secret)]
    public void Postgres_MalformedDsn_SaysWhatIsExpectedWithoutThePassword(string dsn) =>
        Assert.That(
            () => new StoreHost(options => options.UsePostgres(dsn)).Get<IAppStore>(),
            Throws.TypeOf<StorageException>().With.Message.Contains("Expected host=db").And.Message.Not.Contain(Secret).And.Property("InnerException").Null);

    [Test]
    public async Task Probe_HealthyAndUnhealthy_SaysWhich()
    {
        await using var database = new SqliteDatabase();
        await using var good = database.Open();
        await using var bad = new StoreHost(options => options.UseSqlite(Path.Combine(Path.GetTempPath(), "nflow-none", "none", "x.db")));

        var healthy = await good.Get<IStorageProbe>().CheckAsync(None);
        var unhealthy = await bad.Get<IStorageProbe>().CheckAsync(None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((healthy.IsHealthy, healthy.Problem), Is.EqualTo((true, (string?)null)));
            Assert.That(healthy.Store, Does.Contain(database.FilePath));
            Assert.That((unhealthy.IsHealthy, unhealthy.Problem), Is.EqualTo((false, unhealthy.Problem)));
            Assert.That(unhealthy.Problem, Does.Contain("does not exist"));
        }
    }

    private static async Task MakeSavingSlowAsync(SqliteConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = """
            CREATE TRIGGER slow AFTER INSERT ON nflow_runtime_session_parts BEGIN
              UPDATE nflow_runtime_session_parts SET json = json
              WHERE 0 = (WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 8000000) SELECT count(*) FROM counted);
            END
            """;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<bool> CanReadAsync(SqliteConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master";
        try
        {
            await command.ExecuteScalarAsync();
            return true;
        }
        catch (SqliteException e) when (e.SqliteErrorCode == 5)
        {
            return false;
        }
    }

    private static async Task<string> FailAsync(Action<NFlowStorageOptions> configure)
    {
        await using var host = new StoreHost(configure);
        return (await Assert.ThrowsAsync<StorageException>(async () => await host.Get<IAppStore>().FindAsync("app", None)))!.Message;
    }

    private static async Task<Exception?> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private static Dictionary<string, string?> Part(string text) => new() { ["p"] = $"\"{text}\"" };

    private static async Task<SqliteConnection> HoldAsync(SqliteDatabase database)
    {
        var connection = (SqliteConnection)database.Connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
