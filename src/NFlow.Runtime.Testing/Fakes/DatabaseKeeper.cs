using Microsoft.Data.Sqlite;

namespace NFlow.Runtime.Testing;

/// <summary>Keeps a database in memory open until the host is disposed.</summary>
internal sealed class DatabaseKeeper(SqliteConnection connection) : IDisposable
{
    public void Dispose() => connection.Dispose();
}
