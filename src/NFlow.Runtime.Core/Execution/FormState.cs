using System.Buffers;
using System.Text.Json;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Execution;

/// <summary>
/// Every key that any payload of the run has had: what the session calls <c>nflow_form</c>.
/// A step that drops a key finds it again in the next step; that is how a wizard keeps its answers.
/// </summary>
/// <remarks>Used by one run at a time. Values are kept as they came (JSON, or a script's own value) and converted when somebody else asks.</remarks>
internal sealed class FormState(int maxLength = int.MaxValue)
{
    public const string BreakKey = "break";

    private const int MaxBytesPerCharacter = 3;

    private const int UsualKeys = 7;

    private readonly Dictionary<string, FormValue> _entries = new(StringComparer.Ordinal);
    private object? _mirror;

    public IReadOnlyDictionary<string, FormValue> Entries => _entries;

    public int Count => _entries.Count;

    public bool Contains(string key) => _entries.ContainsKey(key);

    public bool TryGet(string key, out FormValue value) => _entries.TryGetValue(key, out value);

    public void Set(string key, JsonElement value) => Set(key, new FormValue(value));

    public void Set(string key, object value, Func<object, JsonElement> toJson) => Set(key, new FormValue(value, toJson));

    public void Set(string key, FormValue value)
    {
        _mirror = null;
        // Most runs keep no key at all; those that keep one keep several.
        if (_entries.Count == 0)
            _entries.EnsureCapacity(UsualKeys);
        _entries[key] = value;
    }

    /// <summary>Notes that a script's object, all of whose <paramref name="keys"/> keys have just been set, may be the whole state.</summary>
    public void NoteMirror(object source, int keys) => _mirror = keys == _entries.Count ? source : null;

    /// <summary>Whether the state is what this object has, key by key, so that laying one over the other would change nothing.</summary>
    public bool Mirrors(object source) => ReferenceEquals(_mirror, source);

    public void Remove(string key)
    {
        _mirror = null;
        _entries.Remove(key);
    }

    public void Clear()
    {
        _mirror = null;
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

    /// <exception cref="RunFailedException">It is longer than a session may keep; noticed before all of it is written.</exception>
    public JsonElement ToJson()
    {
        var maxBytes = (long)maxLength * MaxBytesPerCharacter;
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (key, value) in _entries)
            {
                writer.WritePropertyName(key);
                value.WriteTo(writer);
                if (writer.BytesCommitted + writer.BytesPending is var length && length > maxBytes)
                    throw LimitFailure.Create(new LimitExcess(LimitNames.FormState, maxLength, length));
            }
            writer.WriteEndObject();
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }
}
