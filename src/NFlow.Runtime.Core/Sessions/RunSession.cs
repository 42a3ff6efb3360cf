using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Sessions;

/// <summary>
/// The client's session as one run sees it: read once before the run, changed in memory, written once after it, and only when something changed.
/// Not thread-safe; one run uses it.
/// </summary>
public sealed class RunSession
{
    /// <summary>The part that holds the form state.</summary>
    public const string FormPart = "nflow_form";

    /// <summary>Parts whose names start so belong to the runtime; scripts cannot reach them.</summary>
    internal const string ReservedPrefix = "nflow$";

    private readonly IReadOnlyDictionary<string, string> _stored;
    private readonly Dictionary<string, Dictionary<string, JsonElement>> _open = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private readonly FormState _form;

    internal RunSession(string? id, IReadOnlyDictionary<string, string> stored, FormState form, bool isReadOnly)
    {
        Id = id;
        _stored = stored;
        _form = form;
        IsReadOnly = isReadOnly;
    }

    /// <summary>The session's id; null while the client has none and nothing was written.</summary>
    public string? Id { get; private set; }

    /// <summary>Whether changes are dropped at the end, as in a fork.</summary>
    public bool IsReadOnly { get; }

    /// <summary>Whether anything has to be written.</summary>
    internal bool HasChanges => _changed.Count > 0;

    /// <summary>Reads a value.</summary>
    /// <param name="part">Part of the session.</param>
    /// <param name="key">Key in the part.</param>
    /// <returns>The value; of kind <see cref="JsonValueKind.Undefined"/> when it is missing.</returns>
    public JsonElement Get(string part, string key)
    {
        if (part == FormPart)
            return _form.TryGet(key, out var value) ? value.ToJson() : default;
        return Open(part).GetValueOrDefault(key);
    }

    /// <summary>Reads a whole part.</summary>
    /// <param name="part">Part of the session.</param>
    /// <returns>A JSON object; empty when the part does not exist.</returns>
    public JsonElement Read(string part) => part == FormPart ? _form.ToJson() : ToJson(Open(part));

    /// <summary>Sets a value.</summary>
    /// <param name="part">Part of the session.</param>
    /// <param name="key">Key in the part.</param>
    /// <param name="value">Any JSON value.</param>
    public void Set(string part, string key, JsonElement value)
    {
        if (part == FormPart)
            _form.Put(key, value);
        else
            Open(part)[key] = value;
        _changed.Add(part);
    }

    /// <summary>Sets every key of an object, keeping other keys of the part.</summary>
    /// <param name="part">Part of the session.</param>
    /// <param name="values">A JSON object.</param>
    public void SetAll(string part, JsonElement values)
    {
        foreach (var property in values.EnumerateObject())
            Set(part, property.Name, property.Value);
    }

    /// <summary>Removes a key.</summary>
    /// <param name="part">Part of the session.</param>
    /// <param name="key">Key in the part.</param>
    public void Remove(string part, string key)
    {
        if (part == FormPart)
            _form.Remove(key);
        else if (!Open(part).Remove(key))
            return;
        _changed.Add(part);
    }

    /// <summary>Removes a whole part.</summary>
    /// <param name="part">Part of the session.</param>
    public void Delete(string part)
    {
        if (part == FormPart)
            _form.Clear();
        else
            _open[part] = new(StringComparer.Ordinal);

        if (_stored.ContainsKey(part))
            _changed.Add(part);
        else
            _changed.Remove(part);
    }

    /// <summary>The session's id, made when it is first needed.</summary>
    /// <returns>An unguessable id: 256 random bits, URL-safe.</returns>
    internal string RequireId() => Id ??= Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    internal bool IsStored(string part) => _stored.ContainsKey(part);

    /// <summary>The form state as the last run left it.</summary>
    internal void LoadForm()
    {
        if (_stored.TryGetValue(FormPart, out var json))
            _form.ReadFrom(JsonElement.Parse(json));
    }

    internal void MarkChanged(string part) => _changed.Add(part);

    internal void MarkUnchanged(string part) => _changed.Remove(part);

    /// <summary>What to write: JSON by part; null for a part that is empty now.</summary>
    internal Dictionary<string, string?> Changes()
    {
        var changes = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var part in _changed)
        {
            var json = Read(part).GetRawText();
            changes[part] = json == "{}" ? null : json;
        }

        return changes;
    }

    private Dictionary<string, JsonElement> Open(string part)
    {
        if (_open.TryGetValue(part, out var values))
            return values;

        values = new(StringComparer.Ordinal);
        if (_stored.TryGetValue(part, out var json))
            foreach (var property in JsonElement.Parse(json).EnumerateObject())
                values[property.Name] = property.Value;
        return _open[part] = values;
    }

    private static JsonElement ToJson(Dictionary<string, JsonElement> values)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (key, value) in values)
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
