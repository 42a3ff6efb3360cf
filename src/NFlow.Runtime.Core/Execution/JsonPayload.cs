using System.Buffers;
using System.Text.Json;

namespace NFlow.Runtime.Execution;

/// <summary>A payload that is JSON already.</summary>
internal sealed class JsonPayload(JsonElement json) : Payload
{
    public override bool IsObject => json.ValueKind == JsonValueKind.Object;

    public override bool AsksToWait =>
        IsObject && json.TryGetProperty(FormState.BreakKey, out var value)
        && (value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.String && value.ValueEquals("true")));

    public override JsonElement ToJson() => json;

    internal override void SaveTo(FormState form)
    {
        if (!IsObject)
            return;
        foreach (var property in json.EnumerateObject())
            form.Set(property.Name, property.Value);
    }

    internal override Payload MergeFrom(FormState form)
    {
        if (!IsObject || form.IsCoveredBy(json))
            return this;

        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var property in json.EnumerateObject())
                if (property.NameEquals(FormState.BreakKey) || !form.Contains(property.Name))
                    property.WriteTo(writer);
            foreach (var (key, value) in form.Entries)
            {
                if (key == FormState.BreakKey)
                    continue;
                writer.WritePropertyName(key);
                value.WriteTo(writer);
            }
            writer.WriteEndObject();
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return new JsonPayload(JsonElement.ParseValue(ref reader));
    }
}
