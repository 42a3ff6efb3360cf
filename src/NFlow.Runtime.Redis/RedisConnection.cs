using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Storage;
using StackExchange.Redis;

namespace NFlow.Runtime.Redis;

/// <summary>
/// The one multiplexed connection. Opened on first use; a Redis that is away when the host starts or goes away later is connected to as soon as it answers again.
/// Every failure leaves here as a <see cref="StorageException"/> that says what to do and never names the password. Thread-safe.
/// </summary>
internal sealed partial class RedisConnection : IAsyncDisposable, IDisposable
{
    private readonly RedisOptions _options;
    private readonly IConnectionMultiplexer? _hosts;
    private readonly ILogger<RedisConnection> _logger;
    private readonly Lock _opening = new();
    private Task<IConnectionMultiplexer>? _connection;

    public RedisConnection(IOptions<RedisOptions> options, IServiceProvider services, ILogger<RedisConnection> logger)
    {
        _options = options.Value;
        _hosts = _options.Host.Length == 0 ? services.GetRequiredService<IConnectionMultiplexer>() : null;
        _logger = logger;
    }

    /// <summary>The connection came back after it was lost.</summary>
    public event EventHandler? Restored;

    public string KeyPrefix => _options.KeyPrefix;

    /// <summary>Where Redis is, without secrets.</summary>
    public string Address => string.Join(',', Configuration().EndPoints.Select(Format));

    /// <summary>Does something with Redis; <c>what</c> follows "could not" in a message.</summary>
    /// <exception cref="StorageException">Redis did not answer or refused.</exception>
    public async ValueTask<T> UseAsync<T>(string what, Func<IDatabase, Task<T>> act, CancellationToken cancellationToken)
    {
        try
        {
            var connection = await ConnectAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            return await act(Database(connection)).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RedisException or RedisTimeoutException or ObjectDisposedException)
        {
            throw Failed(what, exception);
        }
    }

    /// <summary>Publishing and subscribing, else as <see cref="UseAsync"/>.</summary>
    public ValueTask<T> UseChannelsAsync<T>(string what, Func<ISubscriber, Task<T>> act, CancellationToken cancellationToken) =>
        UseAsync(what, database => act(database.Multiplexer.GetSubscriber()), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_hosts is null && _connection is { IsFaulted: false } connection)
            await (await connection.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
    }

    public void Dispose()
    {
        if (_hosts is null && _connection is { IsFaulted: false } connection)
            connection.GetAwaiter().GetResult().Dispose();
    }

    private IDatabase Database(IConnectionMultiplexer connection) => connection.GetDatabase(_hosts is null ? -1 : _options.Database);

    /// <summary>The connection; one that could not even be set up (its name did not resolve) is tried again.</summary>
    private Task<IConnectionMultiplexer> ConnectAsync()
    {
        lock (_opening)
            return _connection is null or { IsFaulted: true } ? _connection = OpenAsync() : _connection;
    }

    private async Task<IConnectionMultiplexer> OpenAsync()
    {
        var connection = _hosts ?? await ConnectionMultiplexer.ConnectAsync(Configuration()).ConfigureAwait(false);
        connection.ConnectionFailed += (_, failure) => ConnectionLost(_logger, Format(failure.EndPoint), failure.FailureType);
        connection.ConnectionRestored += (_, restored) =>
        {
            ConnectionRestored(_logger, Format(restored.EndPoint));
            Restored?.Invoke(this, EventArgs.Empty);
        };
        if (!connection.IsConnected)
            NotConnected(_logger, Address);
        return connection;
    }

    private ConfigurationOptions Configuration()
    {
        if (_hosts is not null)
            return ConfigurationOptions.Parse(_hosts.Configuration);

        var configuration = ConfigurationOptions.Parse(_options.Host);
        configuration.AbortOnConnectFail = false;
        configuration.ConnectTimeout = (int)_options.ConnectTimeout.TotalMilliseconds;
        configuration.SyncTimeout = configuration.AsyncTimeout = (int)_options.OperationTimeout.TotalMilliseconds;
        configuration.DefaultDatabase ??= _options.Database;
        configuration.ClientName ??= "NFlow.Runtime";
        if (_options.User.Length > 0)
            configuration.User = _options.User;
        if (_options.Password.Length > 0)
            configuration.Password = _options.Password;
        return configuration;
    }

    private StorageException Failed(string what, Exception exception)
    {
        var reason = exception switch
        {
            RedisTimeoutException => $"it did not answer within {_options.OperationTimeout.TotalSeconds:0.###} seconds. Check that it runs, can be reached from here and is not overloaded.",
            RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure } => "it refused the user or password. Check Redis.User and Redis.Password.",
            RedisConnectionException => "it cannot be reached. Check that it runs, and Redis.Host.",
            RedisServerException server when IsRefusal(server.Message) => "it refused the user or password. Check Redis.User and Redis.Password, and what that user may do.",
            RedisServerException server => $"it answered '{server.Message}'.",
            ObjectDisposedException => "this host is stopping.",
            _ => "it failed; the cause is in the log.",
        };
        return new StorageException($"Redis at {Address} could not {what}: {reason}", exception);
    }

    private static bool IsRefusal(string message) =>
        message.StartsWith("NOAUTH", StringComparison.Ordinal) || message.StartsWith("WRONGPASS", StringComparison.Ordinal) || message.StartsWith("NOPERM", StringComparison.Ordinal);

    private static string Format(System.Net.EndPoint? endPoint) => endPoint is null ? "?" : EndPointCollection.ToString(endPoint) ?? "?";

    [LoggerMessage(1901, LogLevel.Warning, "Redis at {EndPoint}: the connection is lost ({Failure}); it is re-established as soon as Redis answers.", EventName = "RedisConnectionLost")]
    private static partial void ConnectionLost(ILogger logger, string endPoint, ConnectionFailureType failure);

    [LoggerMessage(1902, LogLevel.Information, "Redis at {EndPoint}: the connection is back.", EventName = "RedisConnectionRestored")]
    private static partial void ConnectionRestored(ILogger logger, string endPoint);

    [LoggerMessage(1903, LogLevel.Warning, "Redis at {Address} cannot be reached; connecting is tried again in the background.", EventName = "RedisNotConnected")]
    private static partial void NotConnected(ILogger logger, string address);
}
