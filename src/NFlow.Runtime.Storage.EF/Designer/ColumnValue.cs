using System.Globalization;
using System.Text;

namespace NFlow.Runtime.Storage.EF.Designer;

/// <summary>Reads what the designer's columns hold, whatever the installation made of their types.</summary>
internal static class ColumnValue
{
    public static bool IsTrue(string? text) => text?.Trim().ToUpperInvariant() is "1" or "TRUE" or "T" or "YES" or "Y" or "ON";

    public static string? AsText(object? value) => value switch
    {
        null or DBNull => null,
        string text => text,
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    public static bool AsFlag(object? value) => value switch
    {
        bool flag => flag,
        byte[] bytes when bytes is [1] => true,
        _ => IsTrue(AsText(value)),
    };

    /// <returns>The number; null for NULL, empty text and anything that is no whole number.</returns>
    public static long? AsNumber(object? value) => value switch
    {
        long number => number,
        int number => number,
        short number => number,
        _ => long.TryParse(AsText(value)?.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) ? parsed : null,
    };
}
