using System.Data.Common;

namespace NFlow.Runtime.Storage.EF.Tests.Support;

/// <summary>A SQLite database in memory, reachable only through the stores and their connection string.</summary>
internal sealed class SqliteMemory : TestDatabase
{
    private readonly Databases.SqliteAddress _address = Databases.SqliteAddress.Parse(":memory:", TimeSpan.FromSeconds(5));
    private readonly Microsoft.Data.Sqlite.SqliteConnection _keepAlive;

    public SqliteMemory()
    {
        _keepAlive = new(_address.ConnectionString);
        _keepAlive.Open();
    }

    public override void Configure(NFlowStorageOptions options) => options.UseSqlite(_address.ConnectionString);

    public override DbConnection Connect() => new Microsoft.Data.Sqlite.SqliteConnection(_address.ConnectionString);

    public override ValueTask DisposeAsync() => _keepAlive.DisposeAsync();
}
