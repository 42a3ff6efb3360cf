using Npgsql;

namespace NFlow.Runtime.Cluster.Tests.Support;

/// <summary>Servers over one PostgreSQL schema and one Redis, or none, all started at the same moment on an empty database.</summary>
internal sealed class Installation : IAsyncDisposable
{
    public const int RateLimit = 20;
    public const int RateBurst = 5;
    public const string DebugToken = "cluster-test";

    private readonly string _schema = $"c{Guid.NewGuid():n}";
    private readonly string _folder = Directory.CreateTempSubdirectory("nflow-cluster-").FullName;
    private readonly string _postgres;
    private readonly string? _redis;
    private readonly int _redisTimeoutSeconds;
    private readonly List<ServerProcess> _servers = [];

    private Installation(string postgres, string? redis, int redisTimeoutSeconds)
    {
        _postgres = new NpgsqlConnectionStringBuilder(postgres) { SearchPath = _schema, MaxPoolSize = 40 }.ConnectionString;
        _redis = redis;
        _redisTimeoutSeconds = redisTimeoutSeconds;
    }

    public IReadOnlyList<ServerProcess> Servers => _servers;

    public IEnumerable<ServerProcess> Running => _servers.Where(server => server.IsRunning);

    /// <summary>Starts three; skips the test when there is no database or Redis.</summary>
    public static Task<Installation> StartAsync(CancellationToken cancellationToken) => StartAsync(TestServices.RequirePostgres(), TestServices.RequireRedis(), 3, cancellationToken);

    /// <summary>Starts as many as are asked for. Servers whose Redis is never away wait for it longer than a busy machine can make them.</summary>
    public static async Task<Installation> StartAsync(string postgres, string? redis, int servers, CancellationToken cancellationToken, int redisTimeoutSeconds = 30)
    {
        var installation = new Installation(postgres, redis, redisTimeoutSeconds);
        try
        {
            await installation.ExecuteAsync($"CREATE SCHEMA {installation._schema}");
            installation._servers.AddRange(await Task.WhenAll(Enumerable.Range(0, servers).Select(_ => installation.StartServerAsync())));
            await installation.SaveAppAsync("v1");
            await installation.AwaitVersionAsync("v1", cancellationToken);
            return installation;
        }
        catch
        {
            await installation.DisposeAsync();
            throw;
        }
    }

    /// <summary>Saves the app as the designer does: its row changes, and nobody is told.</summary>
    public Task SaveAppAsync(string version) => ExecuteAsync("UPDATE nflow SET json = $1 WHERE name = 'app'", ClusterApp.Build(version));

    /// <summary>Waits until every server serves a version.</summary>
    public async Task AwaitVersionAsync(string version, CancellationToken cancellationToken)
    {
        using var browser = new Browser();
        foreach (var server in Servers)
            await Poll.UntilAsync(async () => (await browser.GetAsync(server, "/version", cancellationToken)).Text == version, cancellationToken);
    }

    /// <summary>Starts a server in the place of one that was killed.</summary>
    public async Task<ServerProcess> ReplaceAsync(ServerProcess killed)
    {
        var replacement = await StartServerAsync();
        _servers[_servers.IndexOf(killed)] = replacement;
        await killed.DisposeAsync();
        return replacement;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
            await server.DisposeAsync();
        await ExecuteAsync($"DROP SCHEMA IF EXISTS {_schema} CASCADE");
        Directory.Delete(_folder, recursive: true);
    }

    private Task<ServerProcess> StartServerAsync() => ServerProcess.StartAsync(_folder, Settings());

    private Dictionary<string, string> Settings() => _redis is null ? DatabaseSettings() : new(DatabaseSettings())
    {
        ["NFLOW__REDIS__HOST"] = _redis,
        ["NFLOW__REDIS__KEY_PREFIX"] = $"{{{_schema}}}:",
        ["NFLOW__REDIS__TIMEOUT_SECONDS"] = $"{_redisTimeoutSeconds}",
        ["NFLOW__RATE_LIMIT__ENABLED"] = "true",
        ["NFLOW__RATE_LIMIT__IP_RATE_LIMIT"] = $"{RateLimit}",
        ["NFLOW__RATE_LIMIT__IP_BURST_SIZE"] = $"{RateBurst}",
        ["NFLOW__RATE_LIMIT__BACKEND"] = "redis",
        ["NFLOW__RATE_LIMIT__EXCLUDED_PATHS"] = string.Join(',', ClusterApp.UnlimitedPaths),
    };

    private Dictionary<string, string> DatabaseSettings() => new()
    {
        ["NFLOW__DATABASE_NFLOW__DRIVER"] = "postgres",
        ["NFLOW__DATABASE_NFLOW__DSN"] = _postgres,
        ["NFLOW__VM_POOL__PRELOAD_SIZE"] = "2",
        ["NFLOW__DEBUG__ENABLED"] = "true",
        ["NFLOW__DEBUG__AUTH_TOKEN"] = DebugToken,
    };

    private async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var connection = new NpgsqlConnection(_postgres + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}
