using System.Globalization;
using System.Text.Json;

namespace NFlow.Runtime.AspNetCore.Schemas;

/// <summary>RFC 6901: places within a JSON value.</summary>
internal static class JsonPointer
{
    public static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>Follows a local reference: <c>#</c> or <c>#/a/b</c>.</summary>
    public static bool TryFind(JsonElement root, string reference, out JsonElement found)
    {
        found = root;
        if (reference == "#")
            return true;
        if (!reference.StartsWith("#/", StringComparison.Ordinal))
            return false;
        foreach (var part in reference[2..].Split('/'))
        {
            var name = Uri.UnescapeDataString(part).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (!TryStep(found, name, out found))
                return false;
        }

        return true;
    }

    private static bool TryStep(JsonElement json, string name, out JsonElement next)
    {
        next = default;
        if (json.ValueKind == JsonValueKind.Object)
            return json.TryGetProperty(name, out next);
        if (json.ValueKind != JsonValueKind.Array || !int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= json.GetArrayLength())
            return false;
        next = json[index];
        return true;
    }
}
