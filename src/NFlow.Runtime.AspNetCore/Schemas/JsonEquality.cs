using System.Text.Json;

namespace NFlow.Runtime.AspNetCore.Schemas;

/// <summary>JSON values by what they mean: the order of members and the spelling of numbers and texts do not matter.</summary>
internal sealed class JsonEquality : IEqualityComparer<JsonElement>
{
    public static JsonEquality Instance { get; } = new();

    public bool Equals(JsonElement x, JsonElement y) => JsonElement.DeepEquals(x, y);

    public int GetHashCode(JsonElement obj) => obj.ValueKind switch
    {
        JsonValueKind.String => obj.GetString()!.GetHashCode(StringComparison.Ordinal),
        JsonValueKind.Number => obj.GetDouble().GetHashCode(),
        JsonValueKind.Array => obj.EnumerateArray().Aggregate(17, (hash, item) => HashCode.Combine(hash, GetHashCode(item))),
        JsonValueKind.Object => obj.EnumerateObject().Aggregate(19, (hash, member) => hash ^ HashCode.Combine(member.Name, GetHashCode(member.Value))),
        _ => (int)obj.ValueKind,
    };
}
