using NFlow.Runtime.Redis;

namespace NFlow.Runtime.Server.Configuration;

/// <summary>Table <c>[redis]</c>.</summary>
/// <param name="Host">Empty for no Redis.</param>
/// <param name="Password">Secret.</param>
/// <param name="Database">Number of the database.</param>
/// <param name="KeyPrefix">Start of the runtime's keys, for installations that share a Redis; empty for the usual one.</param>
/// <param name="Timeout">How long to wait for an answer.</param>
internal sealed record RedisSettings(string Host, string Password, int Database, string KeyPrefix, TimeSpan Timeout)
{
    public bool IsConfigured => Host.Length > 0;

    public static RedisSettings Read(ConfigurationTable table)
    {
        // Accepted for existing files: one connection carries all commands.
        _ = table.Integer("maxconnectionpool", 0, 0);
        var settings = new RedisSettings(
            table.Text("host", ""),
            table.Text("password", ""),
            table.Integer("db", 0, 0, 65_535),
            table.Text("key_prefix", ""),
            TimeSpan.FromSeconds(table.Integer("timeout_seconds", 2, 1, 60)));
        table.Require("host", !settings.IsConfigured || RedisOptions.CanRead(settings.Host), "host:port, or several separated by commas, followed by StackExchange.Redis options if any");
        return settings;
    }

    public void ApplyTo(RedisOptions options)
    {
        (options.Host, options.Password, options.Database, options.OperationTimeout) = (Host, Password, Database, Timeout);
        if (KeyPrefix.Length > 0)
            options.KeyPrefix = KeyPrefix;
    }
}
