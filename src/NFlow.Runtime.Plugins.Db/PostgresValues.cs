using System.Text;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace NFlow.Runtime.Plugins.Db;

/// <summary>A script's values as PostgreSQL takes them best.</summary>
internal static class PostgresValues
{
    /// <summary>
    /// Sets a parameter. Text goes without a type, so that PostgreSQL takes the one that is wanted: "2026-01-02" is a date where a date is.
    /// Whole numbers are the smallest type they fit, which PostgreSQL widens by itself. Arrays are array literals, objects are JSON.
    /// </summary>
    public static void Set(NpgsqlParameter parameter, JsonElement json, bool isBytes)
    {
        (parameter.Value, var isText) = json.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => ((object)DBNull.Value, true),
            JsonValueKind.True => (true, false),
            JsonValueKind.False => (false, false),
            JsonValueKind.Number when json.TryGetInt32(out var small) => (small, false),
            JsonValueKind.Number when json.TryGetInt64(out var large) => (large, false),
            JsonValueKind.Number => (json.GetDouble(), false),
            JsonValueKind.String when isBytes => (json.GetBytesFromBase64(), false),
            JsonValueKind.String => (json.GetString()!, true),
            JsonValueKind.Array => (ArrayLiteral(json), true),
            _ => (json.GetRawText(), true),
        };
        if (isText)
            parameter.NpgsqlDbType = NpgsqlDbType.Unknown;
    }

    private static string ArrayLiteral(JsonElement array)
    {
        var text = new StringBuilder("{");
        foreach (var item in array.EnumerateArray())
        {
            if (text.Length > 1)
                text.Append(',');
            _ = item.ValueKind switch
            {
                JsonValueKind.Null => text.Append("NULL"),
                JsonValueKind.Array => text.Append(ArrayLiteral(item)),
                JsonValueKind.String => Quote(text, item.GetString()!),
                _ => Quote(text, item.GetRawText()),
            };
        }

        return text.Append('}').ToString();
    }

    private static StringBuilder Quote(StringBuilder text, string item) =>
        text.Append('"').Append(item.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
}
