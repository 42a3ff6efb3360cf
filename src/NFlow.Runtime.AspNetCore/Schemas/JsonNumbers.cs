using System.Text.Json;

namespace NFlow.Runtime.AspNetCore.Schemas;

/// <summary>Arithmetic on JSON numbers: exact where a decimal holds them, else as JavaScript would.</summary>
internal static class JsonNumbers
{
    public static int Compare(JsonElement left, JsonElement right) =>
        left.TryGetDecimal(out var exactLeft) && right.TryGetDecimal(out var exactRight) ? exactLeft.CompareTo(exactRight) : left.GetDouble().CompareTo(right.GetDouble());

    public static bool IsWhole(JsonElement value) =>
        value.TryGetDecimal(out var exact) ? exact == decimal.Truncate(exact) : value.GetDouble() is var number && number == Math.Truncate(number) && double.IsFinite(number);

    public static bool IsMultiple(JsonElement value, JsonElement of)
    {
        if (value.TryGetDecimal(out var exact) && of.TryGetDecimal(out var divisor) && divisor != 0)
            return exact % divisor == 0;
        var quotient = value.GetDouble() / of.GetDouble();
        return double.IsFinite(quotient) && quotient == Math.Truncate(quotient);
    }
}
