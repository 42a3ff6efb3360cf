using System.Net;
using StackExchange.Redis;

namespace NFlow.Runtime.Redis;

/// <summary>Where Redis is and how it is used.</summary>
public sealed class RedisOptions
{
    /// <summary>
    /// One or more <c>host:port</c> separated by commas; StackExchange.Redis options such as <c>ssl=true</c> may follow.
    /// Empty: the host application's own <c>IConnectionMultiplexer</c> is used.
    /// </summary>
    /// <value>Empty.</value>
    public string Host { get; set; } = "";

    /// <summary>User name, for servers with access control lists.</summary>
    /// <value>Empty.</value>
    public string User { get; set; } = "";

    /// <summary>Password. Never shown in messages.</summary>
    /// <value>Empty.</value>
    public string Password { get; set; } = "";

    /// <summary>Number of the database.</summary>
    /// <value>0.</value>
    public int Database { get; set; }

    /// <summary>
    /// Start of every key and channel that belongs to the runtime. Installations that share a Redis need different ones.
    /// The braces keep all keys in one slot, which Redis Cluster needs.
    /// </summary>
    /// <value><c>{nflow-runtime}:</c></value>
    public string KeyPrefix { get; set; } = "{nflow-runtime}:";

    /// <summary>How long to wait for an answer. Commands sent while the connection is being re-established wait for it that long.</summary>
    /// <value>2 seconds.</value>
    public TimeSpan OperationTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long one attempt to connect may take.</summary>
    /// <value>2 seconds.</value>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Characters a value may have that a script writes.</summary>
    /// <value>1,048,576.</value>
    public int MaxScriptValueLength { get; set; } = 1024 * 1024;

    /// <summary>Whether a text names servers as <see cref="Host"/> does. Whether they answer is another question.</summary>
    /// <param name="host">The text.</param>
    /// <returns>False when nobody can be called so.</returns>
    public static bool CanRead(string host)
    {
        ArgumentNullException.ThrowIfNull(host);
        try
        {
            var servers = ConfigurationOptions.Parse(host).EndPoints;
            return servers.Count > 0 && servers.All(server => server is not DnsEndPoint named || Uri.CheckHostName(named.Host) != UriHostNameType.Unknown);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
