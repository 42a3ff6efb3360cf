using System.Text.Json;

namespace NFlow.Runtime.Execution;

/// <summary>One value of the form state: JSON, or a script's own value with the way to turn it into JSON.</summary>
internal readonly struct FormValue
{
    private readonly JsonElement _json;
    private readonly Func<object, JsonElement>? _toJson;

    public FormValue(JsonElement json) => _json = json;

    public FormValue(object native, Func<object, JsonElement> toJson)
    {
        Native = native;
        _toJson = toJson;
    }

    /// <summary>The script's own value; null when the value is JSON.</summary>
    public object? Native { get; }

    public JsonElement ToJson() => Native is null ? _json : _toJson!(Native);

    public void WriteTo(Utf8JsonWriter writer)
    {
        var json = ToJson();
        if (json.ValueKind == JsonValueKind.Undefined)
            writer.WriteNullValue();
        else
            json.WriteTo(writer);
    }

    /// <summary>Whether both are the same text in the same document; a cheap test that may say no to equal values.</summary>
    public bool IsSameElement(JsonElement other) => Native is null && JsonElement.DeepEquals(_json, other);
}
