using System.Text.Json;

namespace NFlow.Runtime.Mustache;

/// <summary>A JSON object as Stubble sees it: names are looked up here, and nowhere else.</summary>
internal sealed class MustacheObject(JsonElement json, MustacheBudget budget)
{
    public object? Find(string name) =>
        json.TryGetProperty(name, out var value) ? Wrap(value, budget) : null;

    /// <summary>A value for a template; numbers keep the spelling JSON gives them.</summary>
    public static object? Wrap(JsonElement json, MustacheBudget budget)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                return new MustacheObject(json, budget);
            case JsonValueKind.Array:
                return new MustacheArray(json, budget);
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            case JsonValueKind.Null or JsonValueKind.Undefined:
                return null;
            default:
                var text = json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText();
                budget.ChargeText(text.Length);
                return text;
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = json.GetRawText();
        budget.ChargeText(text.Length);
        return text;
    }
}
