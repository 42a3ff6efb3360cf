using System.Buffers;
using System.Text.Json;

namespace NFlow.Runtime.Execution;

/// <summary>
/// Every key that any payload of the run has had: what the session calls <c>nflow_form</c>.
/// A step that drops a key finds it again in the next step; that is how a wizard keeps its answers.
/// </summary>
/// <remarks>Used by one run at a time. Values are kept as they came (JSON, or a script's own value) and converted when somebody else asks.</remarks>
internal sealed class FormState
{
    public const string BreakKey = "break";

    private readonly Dictionary<string, FormValue> _entries = new(StringComparer.Ordinal);

    /// <summary>Counts changes made from outside the payload (session functions), so that a script's payload knows when to look.</summary>
    public int Revision { get; private set; }

    public IReadOnlyDictionary<string, FormValue> Entries => _entries;

    public int Count => _entries.Count;

    public bool Contains(string key) => _entries.ContainsKey(key);

    public bool TryGet(string key, out FormValue value) => _entries.TryGetValue(key, out value);

    public void Set(string key, JsonElement value) => _entries[key] = new FormValue(value);

    public void Set(string key, object value, Func<object, JsonElement> toJson) => _entries[key] = new FormValue(value, toJson);

    public void Set(string key, FormValue value) => _entries[key] = value;

    /// <summary>A change by a session function: the next payload must see it.</summary>
    public void Put(string key, JsonElement value)
    {
        Revision++;
        Set(key, value);
    }

    public void Remove(string key)
    {
        Revision++;
        _entries.Remove(key);
    }

    public void Clear()
    {
        Revision++;
        _entries.Clear();
    }

    /// <summary>Whether laying the entries over an object would change nothing.</summary>
    public bool IsCoveredBy(JsonElement payload)
    {
        foreach (var (key, value) in _entries)
            if (key != BreakKey && !(payload.TryGetProperty(key, out var present) && value.IsSameElement(present)))
                return false;
        return true;
    }

    public void ReadFrom(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return;
        foreach (var property in json.EnumerateObject())
            Set(property.Name, property.Value);
    }

    public JsonElement ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (key, value) in _entries)
            {
                writer.WritePropertyName(key);
                value.WriteTo(writer);
            }
            writer.WriteEndObject();
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }
}
