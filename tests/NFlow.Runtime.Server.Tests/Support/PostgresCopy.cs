using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace NFlow.Runtime.Server.Tests.Support;

/// <summary>The rows of the designer's SQLite file in a schema of their own in PostgreSQL; without <c>NFLOW_TEST_POSTGRES</c> the test is skipped.</summary>
internal sealed class PostgresCopy : IDisposable
{
    private static readonly string[] Tables = ["nflow", "modules", "template", "users", "api_tokens"];

    private readonly string _schema = $"s{Guid.NewGuid():N}";

    private PostgresCopy(string server)
    {
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { SearchPath = _schema, MaxPoolSize = 40 }.ConnectionString;
        using var connection = Connect();
        Run(connection, $"CREATE SCHEMA {_schema}");
        Run(connection, File.ReadAllText(SharedData.Require("compat", "schema.postgres.sql")).Replace("public.", "", StringComparison.Ordinal));
    }

    public string ConnectionString { get; }

    public static PostgresCopy OfDesignerFile()
    {
        var copy = new PostgresCopy(TestServices.RequirePostgres());
        using var source = new SqliteConnection($"Data Source={SharedData.Require("designer", "app.sqlite")};Mode=ReadOnly");
        source.Open();
        using var target = copy.Connect();
        foreach (var table in Tables)
            CopyRows(source, target, table);
        return copy;
    }

    public void Dispose()
    {
        using var connection = Connect();
        Run(connection, $"DROP SCHEMA {_schema} CASCADE");
    }

    private static void CopyRows(SqliteConnection source, NpgsqlConnection target, string table)
    {
        using var select = source.CreateCommand();
        select.CommandText = $"SELECT * FROM {table}";
        using var rows = select.ExecuteReader();
        while (rows.Read())
        {
            using var insert = target.CreateCommand();
            var names = Enumerable.Range(0, rows.FieldCount).Select(rows.GetName).ToArray();
            insert.CommandText = $"INSERT INTO {table} ({string.Join(",", names)}) VALUES ({string.Join(",", names.Select((_, i) => $"${i + 1}"))})";
            for (var i = 0; i < names.Length; i++)
                insert.Parameters.Add(new NpgsqlParameter { Value = ToPostgres(names[i], rows, i) });
            insert.ExecuteNonQuery();
        }
    }

    private static object ToPostgres(string column, DbDataReader rows, int index)
    {
        if (rows.IsDBNull(index))
            return DBNull.Value;
        var value = rows.GetValue(index);
        return column switch
        {
            "active" => value.ToString() is "1" or "true" or "True",
            "start" => DateTime.Parse(value.ToString()!, CultureInfo.InvariantCulture),
            "id" or "expired" => Convert.ToInt32(value, CultureInfo.InvariantCulture),
            _ => value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : value.ToString()!,
        };
    }

    private NpgsqlConnection Connect()
    {
        var connection = new NpgsqlConnection(ConnectionString + ";Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Run(NpgsqlConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
