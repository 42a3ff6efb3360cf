using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace NFlow.Runtime.Storage.EF.Databases;

/// <summary>Turns what a driver throws into an error that says what failed, where, and what to do.</summary>
internal static class StorageFailure
{
    /// <returns>The error; null when the exception is no failure of the store.</returns>
    public static StorageException? Translate(Exception exception, string action, string location)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            var advice = cause switch
            {
                StorageException known => known.Message,
                SqliteException sqlite => Explain(sqlite, location),
                PostgresException postgres => Explain(postgres),
                NpgsqlException { InnerException: SocketException socket } => Explain(socket),
                NpgsqlException { InnerException: TimeoutException } or TimeoutException => "it did not answer in time. See that it runs, is reachable from here and is not overloaded.",
                SocketException socket => Explain(socket),
                NpgsqlException npgsql => $"{npgsql.Message} See that it runs, is reachable from here and speaks PostgreSQL on that port.",
                DbException other => other.Message,
                InvalidCastException or FormatException or OverflowException => $"a column holds a value of an unexpected type: {cause.Message} Correct the row or the column.",
                _ => null,
            };
            if (cause is StorageException ready)
                return ready;
            if (advice is not null)
                return new StorageException($"{location}, {action}: {advice}", exception);
        }

        return null;
    }

    private static string Explain(SqliteException failure, string location)
    {
        const int Error = 1, Busy = 5, Locked = 6, ReadOnly = 8, Io = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;
        return failure.SqliteErrorCode switch
        {
            Busy or Locked => "the database is locked by another program and stayed so. Close what holds it (a database browser with open changes, a backup, a second server), or raise the lock timeout.",
            CannotOpen => ExplainUnopened(location),
            ReadOnly => "the file or its folder cannot be written. Give this process write permission for both.",
            NotADatabase => "the file is not a SQLite database. Correct the path; the file is left as it is.",
            Corrupt => "the file is damaged. Restore a backup, or repair it with sqlite3 .recover.",
            Full => "the disk is full. Free space and try again.",
            Io => $"the disk did not obey ({failure.SqliteExtendedErrorCode}). See the disk and the permissions of the folder.",
            Error when failure.Message.Contains("no such table", StringComparison.Ordinal) => $"{MissingName(failure.Message)} is missing. {MissingTableAdvice}",
            Error when failure.Message.Contains("no such column", StringComparison.Ordinal) => $"{failure.Message} If this installation names its columns otherwise, table queries must hold the SQL for it.",
            _ => failure.Message,
        };
    }

    private const string MissingTableAdvice = "Restore it from the designer's schema, or, if this installation names its tables otherwise, put the SQL for it into table queries; an empty database is filled at start.";

    private static string MissingName(string message)
    {
        var at = message.IndexOf("no such table:", StringComparison.Ordinal);
        var name = message[(at + 14)..].Trim().TrimEnd('.', '\'', ' ');
        return $"the table '{name}'";
    }

    private static string ExplainUnopened(string location)
    {
        var first = location.IndexOf('\'', StringComparison.Ordinal);
        var last = location.LastIndexOf('\'');
        var folder = first >= 0 && last > first ? Path.GetDirectoryName(location[(first + 1)..last]) : null;
        return folder is not null && !Directory.Exists(folder)
            ? $"the folder '{folder}' does not exist. Create it, or correct the path."
            : "the file cannot be opened. See that it is a file, and that this process may read and write it and its folder.";
    }

    private static string Explain(PostgresException failure) => failure.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => $"the server refused the user or the password ({failure.SqlState}). Correct them, or the server's pg_hba.conf.",
        PostgresErrorCodes.InvalidCatalogName => "there is no such database. Create it (createdb), or correct its name.",
        PostgresErrorCodes.UndefinedTable => $"{failure.MessageText}. {MissingTableAdvice}",
        PostgresErrorCodes.UndefinedColumn => $"{failure.MessageText}. If this installation names its columns otherwise, table queries must hold the SQL for it.",
        PostgresErrorCodes.InsufficientPrivilege => $"{failure.MessageText}. Grant it to this user.",
        PostgresErrorCodes.TooManyConnections => "the server has no connection left. Lower the pool size here, or raise max_connections there.",
        PostgresErrorCodes.CannotConnectNow => "the server is starting or stopping. It is asked again at the next request.",
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled => $"{failure.MessageText}. Something holds a lock for long; see pg_stat_activity.",
        _ => $"{failure.MessageText} ({failure.SqlState}).",
    };

    private static string Explain(SocketException failure) => failure.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "nothing answers there. See that the server runs and listens on that address and port.",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "the host name is not known. Correct it, or the name service.",
        SocketError.TimedOut or SocketError.HostUnreachable or SocketError.NetworkUnreachable => "the host cannot be reached. See network and firewall.",
        _ => failure.Message,
    };
}
