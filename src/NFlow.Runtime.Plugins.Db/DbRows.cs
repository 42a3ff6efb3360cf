using System.Buffers;
using System.Data.Common;
using System.Globalization;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Plugins.Db;

/// <summary>Rows of a query as JSON, without loss: a number that JavaScript cannot hold exactly is text.</summary>
internal static class DbRows
{
    private const long LargestExact = 1L << 53;
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<HostValue> ReadAsync(string function, DbDataReader reader, int maxRows, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            var rows = 0;
            writer.WriteStartArray();
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                if (++rows > maxRows)
                    throw new HostCallException($"{function}: the query gives more than {maxRows} rows; limit it.");
                writer.WriteStartObject();
                for (var column = 0; column < reader.FieldCount; column++)
                {
                    writer.WritePropertyName(reader.GetName(column));
                    if (reader.GetDataTypeName(column) is "json" or "jsonb" && !await reader.IsDBNullAsync(column, cancellationToken).ConfigureAwait(false))
                        writer.WriteRawValue(reader.GetString(column));
                    else if (!TryWrite(writer, reader.GetValue(column)))
                        throw new HostCallException($"{function}: scripts cannot read type {reader.GetDataTypeName(column)} of column '{reader.GetName(column)}'; cast it to text.");
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return HostValue.FromJsonUtf8(buffer.WrittenSpan.ToArray());
    }

    private static bool TryWrite(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null or DBNull:
                writer.WriteNullValue();
                return true;
            case bool flag:
                writer.WriteBooleanValue(flag);
                return true;
            case long and (> LargestExact or < -LargestExact):
                writer.WriteStringValue(Text(value));
                return true;
            case long or int or short or byte or uint:
                writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                return true;
            case double or float:
                WriteDouble(writer, Convert.ToDouble(value, CultureInfo.InvariantCulture));
                return true;
            case decimal number:
                WriteDecimal(writer, number);
                return true;
            case DateTime time:
                writer.WriteStringValue(time.ToString(time.Ticks % TimeSpan.TicksPerMillisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss.fffK" : "yyyy-MM-dd'T'HH:mm:ss.ffffffK", CultureInfo.InvariantCulture));
                return true;
            case DateOnly date:
                writer.WriteStringValue(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                return true;
            case TimeOnly time:
                writer.WriteStringValue(time.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture));
                return true;
            case byte[] bytes:
                writer.WriteBase64StringValue(bytes);
                return true;
            case Array items:
                return TryWriteArray(writer, items, 0, new int[items.Rank]);
            case string or IFormattable or IPAddress:
                writer.WriteStringValue(Text(value));
                return true;
            default:
                return false;
        }
    }

    private static bool TryWriteArray(Utf8JsonWriter writer, Array items, int dimension, int[] index)
    {
        writer.WriteStartArray();
        for (var i = items.GetLowerBound(dimension); i <= items.GetUpperBound(dimension); i++)
        {
            index[dimension] = i;
            if (!(dimension + 1 < items.Rank ? TryWriteArray(writer, items, dimension + 1, index) : TryWrite(writer, items.GetValue(index))))
                return false;
        }

        writer.WriteEndArray();
        return true;
    }

    private static void WriteDouble(Utf8JsonWriter writer, double number)
    {
        if (double.IsFinite(number))
            writer.WriteNumberValue(number);
        else
            writer.WriteStringValue(Text(number));
    }

    private static void WriteDecimal(Utf8JsonWriter writer, decimal number)
    {
        if (decimal.TryParse(((double)number).ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var back) && back == number)
            writer.WriteNumberValue(number);
        else
            writer.WriteStringValue(Text(number));
    }

    private static string? Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture);
}
