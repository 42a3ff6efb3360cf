using System.Text.Json;

namespace NFlow.Runtime.Testing;

/// <summary>The first place where two JSON values differ.</summary>
/// <param name="Pointer">The place as a JSON pointer; <c>/</c> for the root.</param>
/// <param name="Expected">What was expected there; <c>nothing</c> when nothing was.</param>
/// <param name="Actual">What is there.</param>
internal sealed record JsonDifference(string Pointer, string Expected, string Actual)
{
    private const string Nothing = "nothing";

    /// <summary>Compares; the order of an object's members does not matter.</summary>
    public static JsonDifference? Find(JsonElement expected, JsonElement actual, string pointer = "")
    {
        if (expected.ValueKind == JsonValueKind.Undefined || actual.ValueKind == JsonValueKind.Undefined)
            return expected.ValueKind == actual.ValueKind ? null : At(pointer, Show(expected), Show(actual));
        if (JsonElement.DeepEquals(expected, actual))
            return null;
        if (expected.ValueKind != actual.ValueKind)
            return At(pointer, Show(expected), Show(actual));
        return expected.ValueKind switch
        {
            JsonValueKind.Object => InObject(expected, actual, pointer),
            JsonValueKind.Array => InArray(expected, actual, pointer),
            _ => At(pointer, Show(expected), Show(actual)),
        };
    }

    public override string ToString() => $"{Pointer}: expected {Expected}, got {Actual}";

    private static JsonDifference? InObject(JsonElement expected, JsonElement actual, string pointer)
    {
        foreach (var member in expected.EnumerateObject())
            if (Find(member.Value, actual.TryGetProperty(member.Name, out var other) ? other : default, $"{pointer}/{member.Name}") is { } difference)
                return difference;
        foreach (var member in actual.EnumerateObject())
            if (!expected.TryGetProperty(member.Name, out _))
                return At($"{pointer}/{member.Name}", Nothing, Show(member.Value));
        return null;
    }

    private static JsonDifference? InArray(JsonElement expected, JsonElement actual, string pointer)
    {
        var (wanted, got) = (expected.GetArrayLength(), actual.GetArrayLength());
        for (var i = 0; i < Math.Max(wanted, got); i++)
            if (Find(i < wanted ? expected[i] : default, i < got ? actual[i] : default, $"{pointer}/{i}") is { } difference)
                return difference;
        return null;
    }

    private static JsonDifference At(string pointer, string expected, string actual) => new(pointer.Length == 0 ? "/" : pointer, expected, actual);

    private static string Show(JsonElement json) => json.ValueKind == JsonValueKind.Undefined ? Nothing : WorkflowAssertions.Shorten(json.GetRawText());
}
