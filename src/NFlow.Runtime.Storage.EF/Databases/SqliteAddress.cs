using Microsoft.Data.Sqlite;

namespace NFlow.Runtime.Storage.EF.Databases;

/// <summary>Where a SQLite database is: read from a path, a <c>file:</c> URI or a connection string.</summary>
/// <param name="ConnectionString">Connection string for the driver.</param>
/// <param name="IsInMemory">Whether the database lives only as long as a connection to it is open.</param>
internal sealed record SqliteAddress(string ConnectionString, bool IsInMemory)
{
    private const string MemoryFile = "file:/nflow-";

    /// <exception cref="StorageException">The text is neither a path nor a connection string.</exception>
    public static SqliteAddress Parse(string dsn, TimeSpan lockTimeout)
    {
        if (string.IsNullOrWhiteSpace(dsn))
            throw new StorageException("The SQLite database has no name. Give a path, such as nflow.db, or a connection string, such as Data Source=nflow.db.");

        var settings = IsConnectionString(dsn) ? ParseConnectionString(dsn) : new SqliteConnectionStringBuilder { DataSource = FromUri(dsn.Trim()) };
        if (!settings.ContainsKey("Default Timeout") || settings.DefaultTimeout == 30)
            settings.DefaultTimeout = Math.Max(1, (int)Math.Ceiling(lockTimeout.TotalSeconds));

        var inMemory = IsMemory(settings);
        if (inMemory && !settings.DataSource.StartsWith(MemoryFile, StringComparison.Ordinal))
        {
            // Each connection to ":memory:" is a database of its own, and a shared cache fails instead of waiting; this VFS shares and waits.
            settings.DataSource = $"{MemoryFile}{Guid.NewGuid():N}?vfs=memdb";
            settings.Mode = SqliteOpenMode.ReadWriteCreate;
            settings.Cache = SqliteCacheMode.Default;
        }

        return new SqliteAddress(settings.ToString(), inMemory);
    }

    public static bool IsMemory(SqliteConnectionStringBuilder settings) =>
        settings.Mode == SqliteOpenMode.Memory || settings.DataSource is ":memory:" or "" || settings.DataSource.StartsWith(MemoryFile, StringComparison.Ordinal);

    public static string Describe(SqliteConnectionStringBuilder settings) =>
        IsMemory(settings) ? "SQLite in memory" : $"SQLite file '{Path.GetFullPath(settings.DataSource)}'";

    private static bool IsConnectionString(string dsn)
    {
        var equals = dsn.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && !dsn.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
            && dsn[..equals].Trim().ToUpperInvariant() is "DATA SOURCE" or "DATASOURCE" or "FILENAME" or "MODE" or "CACHE" or "PASSWORD" or "FOREIGN KEYS" or "POOLING" or "DEFAULT TIMEOUT" or "COMMAND TIMEOUT" or "RECURSIVE TRIGGERS" or "VFS";
    }

    private static SqliteConnectionStringBuilder ParseConnectionString(string dsn)
    {
        try
        {
            return new SqliteConnectionStringBuilder(dsn);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new StorageException($"The SQLite connection string cannot be read: {e.Message} Expected a path, such as nflow.db, or Data Source=nflow.db.", e);
        }
    }

    /// <summary>Go programs name files as <c>file:app.sqlite?cache=shared</c>; the parameters are its driver's, not ours.</summary>
    private static string FromUri(string path)
    {
        if (!path.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            return path;
        var query = path.IndexOf('?', StringComparison.Ordinal);
        if ((query >= 0 && path[query..].Contains("mode=memory", StringComparison.OrdinalIgnoreCase)) || path.StartsWith("file::memory:", StringComparison.OrdinalIgnoreCase))
            return ":memory:";
        var file = Uri.UnescapeDataString(query < 0 ? path[5..] : path[5..query]);
        return file.StartsWith("///", StringComparison.Ordinal) ? file[2..] : file;
    }
}
