using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace NFlow.Runtime.Storage.EF.Tests.Support;

/// <summary>A SQLite file in a folder of its own.</summary>
internal sealed class SqliteDatabase : TestDatabase
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nflow-").FullName;

    public string FilePath => Path.Combine(_folder, "app.db");

    public override void Configure(NFlowStorageOptions options) => options.UseSqlite(FilePath);

    public override DbConnection Connect() => new SqliteConnection($"Data Source={FilePath};Pooling=False");

    public override ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return default;
    }
}
