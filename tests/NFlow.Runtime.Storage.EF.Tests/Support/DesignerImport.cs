using Microsoft.Data.Sqlite;
using Npgsql;

namespace NFlow.Runtime.Storage.EF.Tests.Support;

/// <summary>Copies a designer's SQLite database into its PostgreSQL schema, row by row.</summary>
internal static class DesignerImport
{
    public static async Task CopyAsync(string source, string schemaFile, TestDatabase target)
    {
        // The file's rows of table queries name schema public, which is not where this test works.
        var schema = (await File.ReadAllTextAsync(schemaFile)).Split("-- Inserts", 2)[0];
        await using var to = (NpgsqlConnection)target.Connect();
        await to.OpenAsync();
        await using (var create = new NpgsqlCommand(schema, to))
            await create.ExecuteNonQueryAsync();

        await using var from = new SqliteConnection($"Data Source={source};Mode=ReadOnly;Pooling=False");
        await from.OpenAsync();
        foreach (var table in (string[])["nflow", "modules", "template", "users", "api_tokens", "queries", "tracker"])
            await CopyTableAsync(from, to, table);
    }

    private static async Task CopyTableAsync(SqliteConnection from, NpgsqlConnection to, string table)
    {
        await using var select = from.CreateCommand();
        select.CommandText = $"SELECT * FROM {table}";
        await using var rows = await select.ExecuteReaderAsync();
        var columns = Enumerable.Range(0, rows.FieldCount).Select(rows.GetName).ToArray();
        while (await rows.ReadAsync())
        {
            var values = string.Join(", ", columns.Select((column, i) => column is "start" or "created" ? $"${i + 1}::text::timestamp" : $"${i + 1}"));
            await using var insert = new NpgsqlCommand($"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({values})", to);
            for (var i = 0; i < columns.Length; i++)
                insert.Parameters.Add(new NpgsqlParameter { Value = ToPostgres(columns[i], rows.GetValue(i)) });
            await insert.ExecuteNonQueryAsync();
        }

        await using var sequence = new NpgsqlCommand($"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))", to);
        await sequence.ExecuteNonQueryAsync();
    }

    private static object ToPostgres(string column, object value) => (column, value) switch
    {
        (_, DBNull) => value,
        ("active", _) => value.ToString() == "1",
        ("json", byte[] bytes) => System.Text.Encoding.UTF8.GetString(bytes),
        (_, long number) => checked((int)number),
        _ => value,
    };
}
