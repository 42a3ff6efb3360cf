using System.Data.Common;
using NFlow.Runtime.Storage.EF.Designer;

namespace NFlow.Runtime.Storage.EF.Queries;

/// <summary>
/// Reads the columns an operation needs from a result of unknown shape: by name in any order, or, when names were not kept, by the stock text's positions.
/// </summary>
internal sealed class ResultColumns
{
    private readonly DbDataReader _reader;
    private readonly int[] _ordinals;

    private ResultColumns(DbDataReader reader, int[] ordinals)
    {
        _reader = reader;
        _ordinals = ordinals;
    }

    /// <param name="reader">The result.</param>
    /// <param name="query">What produced it, for the error.</param>
    /// <param name="names">Columns needed, in the stock text's order.</param>
    /// <exception cref="StorageException">A column is neither there by name nor by position.</exception>
    public static ResultColumns Of(DbDataReader reader, string query, params ReadOnlySpan<string> names)
    {
        var ordinals = new int[names.Length];
        var missing = "";
        for (var i = 0; i < names.Length; i++)
        {
            ordinals[i] = Find(reader, names[i]);
            if (ordinals[i] < 0 && missing.Length == 0)
                missing = names[i];
        }

        if (missing.Length == 0)
            return new ResultColumns(reader, ordinals);
        if (reader.FieldCount != names.Length)
            throw new StorageException($"The SQL {query} returns no column '{missing}' and {reader.FieldCount} columns instead of {names.Length}. Name its columns {string.Join(", ", names.ToArray())} (AS), or return them in that order.");
        for (var i = 0; i < ordinals.Length; i++)
            ordinals[i] = i;
        return new ResultColumns(reader, ordinals);
    }

    public string? Text(int column) => ColumnValue.AsText(Value(column));

    public bool Flag(int column) => ColumnValue.AsFlag(Value(column));

    public long? Number(int column) => ColumnValue.AsNumber(Value(column));

    private object? Value(int column) => _reader.IsDBNull(_ordinals[column]) ? null : _reader.GetValue(_ordinals[column]);

    private static int Find(DbDataReader reader, string name)
    {
        for (var i = 0; i < reader.FieldCount; i++)
            if (string.Equals(reader.GetName(i), name, StringComparison.OrdinalIgnoreCase))
                return i;
        return -1;
    }
}
