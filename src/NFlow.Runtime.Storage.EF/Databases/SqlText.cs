using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace NFlow.Runtime.Storage.EF.Databases;

/// <summary>Commands in plain SQL with parameters <c>$1</c>, <c>$2</c>…, the form of table <c>queries</c>, which both databases understand.</summary>
internal static class SqlText
{
    /// <param name="connection">An open connection.</param>
    /// <param name="transaction">The transaction it is in, if any.</param>
    /// <param name="sql">The text.</param>
    /// <param name="values">Values of <c>$1</c>…; surplus ones, which the text does not name, are left out.</param>
    public static DbCommand CreateCommand(this DbConnection connection, DbTransaction? transaction, string sql, params ReadOnlySpan<object?> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        var used = CountUsed(sql, values.Length);
        for (var i = 0; i < used; i++)
        {
            var parameter = command.CreateParameter();
            if (parameter is SqliteParameter)
                parameter.ParameterName = Names[i];
            parameter.Value = values[i] ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>How many of the values the text names; PostgreSQL refuses the rest.</summary>
    public static int CountUsed(ReadOnlySpan<char> sql, int values) => Math.Min(values, HighestParameter(sql));

    private static readonly string[] Names = [.. Enumerable.Range(1, 64).Select(number => $"${number}")];

    private static int HighestParameter(ReadOnlySpan<char> sql)
    {
        var highest = 0;
        for (var i = 0; i < sql.Length - 1; i++)
        {
            if (sql[i] != '$' || !char.IsAsciiDigit(sql[i + 1]))
                continue;
            var number = 0;
            for (i++; i < sql.Length && char.IsAsciiDigit(sql[i]) && number < Names.Length; i++)
                number = (number * 10) + sql[i] - '0';
            highest = Math.Max(highest, number);
            i--;
        }

        return highest;
    }
}
