using System.Data.Common;
using Microsoft.Data.Sqlite;
using NFlow.Runtime.Storage.EF.Databases;

namespace NFlow.Runtime.Storage.EF.Tests.Support;

/// <summary>A SQLite database in memory, reachable only through the stores and their connection string.</summary>
internal sealed class SqliteMemory : TestDatabase
{
    private readonly SqliteAddress _address = SqliteAddress.Parse(":memory:", TimeSpan.FromSeconds(5));
    private readonly SqliteConnection _keepAlive;

    public SqliteMemory()
    {
        _keepAlive = new(_address.ConnectionString);
        _keepAlive.Open();
    }

    public override void Configure(NFlowStorageOptions options) => options.UseSqlite(_address.ConnectionString);

    public override DbConnection Connect() => new SqliteConnection(_address.ConnectionString);

    public override ValueTask DisposeAsync() => _keepAlive.DisposeAsync();
}
