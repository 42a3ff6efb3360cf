using Microsoft.Data.Sqlite;

namespace NFlow.Runtime.Storage.EF.Tests.Support;

/// <summary>A SQLite file in a folder of its own, gone with it.</summary>
internal sealed class SqliteFile : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nflow-").FullName;

    public string FilePath => Path.Combine(_folder, "app.db");

    public static SqliteFile CopyOf(string source)
    {
        var file = new SqliteFile();
        File.Copy(source, file.FilePath);
        return file;
    }

    /// <summary>Runs SQL as another program would.</summary>
    public object? Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return default;
    }
}
