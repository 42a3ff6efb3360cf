using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Scale.Load;
using NFlow.Runtime.Storage;
using Npgsql;

namespace NFlow.Runtime.Scale.Checks;

/// <summary>Are sessions and the tracker as fast with 100,000 stored runs as with 10? SQLite, and PostgreSQL where NFLOW_TEST_POSTGRES names a server.</summary>
internal static class StoredScale
{
    private static readonly int[] Sizes = [10, 1_000, 100_000];

    public static async Task RunAsync(string folder)
    {
        Console.WriteLine("Milliseconds per operation: median (fastest tenth).");
        Console.WriteLine();
        Console.WriteLine("| database | stored | load session | save session | new session | 100 tracker rows | remove 10 expired | count |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var size in Sizes)
        {
            var path = Path.Combine(folder, $"stored-{size}.db");
            await MeasureAsync("SQLite", size, options => options.UseSqlite(path));
        }

        if (Environment.GetEnvironmentVariable("NFLOW_TEST_POSTGRES") is not { Length: > 0 } server)
        {
            Console.WriteLine("PostgreSQL: skipped, NFLOW_TEST_POSTGRES is not set (source .ci/services.sh).");
            return;
        }

        foreach (var size in Sizes)
        {
            var name = $"nflow_scale_{Environment.ProcessId}_{size}";
            await ExecuteAsync(server, $"CREATE DATABASE {name}");
            try
            {
                await MeasureAsync("PostgreSQL", size, options => options.UsePostgres(new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = true }.ConnectionString));
            }
            finally
            {
                NpgsqlConnection.ClearAllPools();
                await ExecuteAsync(server, $"DROP DATABASE {name} WITH (FORCE)");
            }
        }
    }

    private static async Task MeasureAsync(string database, int size, Action<Storage.EF.NFlowStorageOptions> choose)
    {
        await using var services = new ServiceCollection().AddLogging().AddNFlowCore().AddEntityFrameworkStores(choose).Services.BuildServiceProvider();
        var sessions = services.GetRequiredService<ISessionStore>();
        var tracker = services.GetRequiredService<ITrackerStore>();
        await FillAsync(sessions, tracker, size);

        const int calls = 300;
        var load = await Figures.TimeAsync(calls, async i => _ = await sessions.LoadAsync(Id(i % size), default) ?? throw new InvalidOperationException("A session is missing."));
        var save = await Figures.TimeAsync(calls, i => SaveAsync(sessions, Id(i % size), In(1)));
        var create = await Figures.TimeAsync(calls, i => SaveAsync(sessions, "new" + Id(i), In(1)));
        var track = await Figures.TimeAsync(30, async i => await tracker.AppendAsync([.. Enumerable.Range(0, 100).Select(n => Entry(i * 100 + n))], default));
        var expire = new List<double>();
        for (var round = 0; round < 10; round++)
        {
            for (var i = 0; i < 10; i++)
                await SaveAsync(sessions, $"old{round}.{i}", In(-1));
            expire.Add((await Figures.TimeAsync(1, async _ => RequireRemoved(await sessions.DeleteExpiredAsync(default)))).Median);
        }

        var count = await Figures.TimeAsync(10, async _ => await sessions.CountAsync(default));
        Console.WriteLine($"| {database} | {size:N0} | {Show(load)} | {Show(save)} | {Show(create)} | {Show(track)} | {Show((Figures.Median(expire), expire.Min()))} | {Show(count)} |");
    }

    private static async Task FillAsync(ISessionStore sessions, ITrackerStore tracker, int size)
    {
        await Figures.ForAllAsync(size, 8, i => SaveAsync(sessions, Id(i), In(1)));
        foreach (var chunk in Enumerable.Range(0, size).Chunk(1_000))
            await tracker.AppendAsync([.. chunk.Select(Entry)], default);
    }

    private static Task SaveAsync(ISessionStore sessions, string id, DateTimeOffset until) => sessions.SaveAsync(
        id,
        new Dictionary<string, string?>
        {
            ["nflow_form"] = """{"item":"book","city":"Zurich","break":true}""",
            ["nflow$resume"] = """{"flow":"Main","nodes":["city","done"]}""",
            ["nflow$life"] = """{"until":1800000000}""",
        },
        until,
        default).AsTask();

    private static TrackerEntry Entry(int i) => new()
    {
        LogId = Id(i / 5),
        BoxId = "item",
        BoxName = "Ask for the item",
        BoxType = "js",
        Url = "/order",
        UserName = "ada",
        ConnectionNext = "city",
        Duration = TimeSpan.FromMilliseconds(1),
        Created = TimeProvider.System.GetUtcNow(),
        OrderBox = i % 5 + 1,
        Payload = """{"item":"book","city":"Zurich"}""",
        Ip = "127.0.0.1",
        RealIp = "127.0.0.1",
        UserAgent = "scale",
        QueryParam = "",
        HostName = "scale",
        Host = "127.0.0.1",
    };

    /// <summary>Ids as the product makes them: without order, so that an index finds no favourable pattern.</summary>
    private static string Id(int i) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(i)));

    private static DateTimeOffset In(int days) => TimeProvider.System.GetUtcNow() + TimeSpan.FromDays(days);

    private static void RequireRemoved(int removed)
    {
        if (removed != 10)
            throw new InvalidOperationException($"{removed} sessions were removed, 10 had expired.");
    }

    private static string Show((double Median, double Best) times) => $"{times.Median:F2} ({times.Best:F2})";

    private static async Task ExecuteAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name is made of two numbers.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
