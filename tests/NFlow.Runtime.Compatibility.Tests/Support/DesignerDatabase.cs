using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using NFlow.Runtime.Model;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Storage.InMemory;

namespace NFlow.Runtime.Compatibility.Tests.Support;

/// <summary>The real designer database of the founders, copied into memory.</summary>
internal static class DesignerDatabase
{
    public static async Task<InMemoryStore> LoadAsync()
    {
        var store = new InMemoryStore();
        await using var connection = new SqliteConnection($"Data Source={SharedData.Require("designer", "app.sqlite")};Mode=ReadOnly");
        await connection.OpenAsync();
        await EachAsync(connection, "SELECT name, code FROM modules", row => store.Put(new ModuleDefinition(Text(row, 0), Text(row, 1))));
        await EachAsync(connection, "SELECT name, content FROM template", row => store.PutTemplate(Text(row, 0), Text(row, 1)));
        await EachAsync(connection, "SELECT id, username, password, rol, active FROM users", row =>
            store.SaveAsync(new UserRecord(row.GetInt64(0), Text(row, 1), Text(row, 2), Text(row, 3), Text(row, 4) is "1" or "true"), CancellationToken.None).AsTask().Wait());
        await EachAsync(connection, "SELECT id, name, token, expired, active, header, token_type FROM api_tokens", row => store.Put(new TokenRecord(
            row.GetInt64(0), Text(row, 1), Text(row, 2),
            row.IsDBNull(3) ? null : DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(3)),
            Text(row, 4) is "1" or "true", Text(row, 5), Text(row, 6))));
        await EachAsync(connection, "SELECT json, default_js FROM nflow WHERE name = 'app'", row =>
            store.Put(new AppDocument("app", Encoding.UTF8.GetBytes(Text(row, 0)), Text(row, 1))));
        return store;
    }

    private static async Task EachAsync(SqliteConnection connection, string sql, Action<SqliteDataReader> read)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            read(reader);
    }

    private static string Text(SqliteDataReader row, int column) => row.GetValue(column) switch
    {
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        DBNull => "",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
