using System.Security.Cryptography;
using System.Text.Json;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting;

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
    private readonly FormState _form;
    private Dictionary<string, Dictionary<string, JsonElement>>? _open;
    private HashSet<string>? _changed;

    internal RunSession(string? id, IReadOnlyDictionary<string, string> stored, FormState form)
    {
        Id = id;
        _stored = stored;
        _form = form;
    }

    /// <summary>The session's id; null while the client has none and nothing was written.</summary>
    public string? Id { get; private set; }

    /// <summary>The session as it was read, JSON by part.</summary>
    internal IReadOnlyDictionary<string, string> Stored => _stored;

    /// <summary>Whether anything has to be written.</summary>
    internal bool HasChanges => _changed is { Count: > 0 };

    /// <summary>Whether the session moves to a new id when it is written.</summary>
    internal bool RenewsId { get; private set; }

    /// <summary>What is worth writing when the session is written, but no reason to write it.</summary>
    internal ISessionAddition? Addition { get; set; }

    /// <summary>Reads a value.</summary>
    /// <param name="part">Part of the session.</param>
    /// <param name="key">Key in the part.</param>
    /// <returns>The value; of kind <see cref="JsonValueKind.Undefined"/> when it is missing.</returns>
    /// <exception cref="HostCallException">The part belongs to the runtime.</exception>
    public JsonElement Get(string part, string key)
    {
        if (RequireOpenToScripts(part) == FormPart)
            return _form.TryGet(key, out var value) ? value.ToJson() : default;
        return Open(part).GetValueOrDefault(key);
    }

    /// <summary>Reads a whole part.</summary>
    /// <param name="part">Part of the session.</param>
    /// <returns>A JSON object; empty when the part does not exist.</returns>
    /// <exception cref="HostCallException">The part belongs to the runtime.</exception>
    public JsonElement Get(string part) => ReadPart(RequireOpenToScripts(part));

    /// <summary>Sets a value.</summary>
    /// <param name="part">Part of the session.</param>
    /// <param name="key">Key in the part.</param>
    /// <param name="value">Any JSON value.</param>
    /// <exception cref="HostCallException">The part belongs to the runtime.</exception>
    public void Set(string part, string key, JsonElement value) => Write(RequireOpenToScripts(part), key, value);

    /// <summary>Sets every key of an object, keeping other keys of the part.</summary>
    /// <param name="part">Part of the session.</param>
    /// <param name="values">A JSON object.</param>
    /// <exception cref="HostCallException">The part belongs to the runtime.</exception>
    public void SetAll(string part, JsonElement values)
    {
        foreach (var property in values.EnumerateObject())
            Set(part, property.Name, property.Value);
    }

    /// <summary>Removes a key.</summary>
    /// <param name="part">Part of the session.</param>
    /// <param name="key">Key in the part.</param>
    /// <exception cref="HostCallException">The part belongs to the runtime.</exception>
    public void Remove(string part, string key)
    {
        if (RequireOpenToScripts(part) == FormPart)
            _form.Remove(key);
        else if (Open(part).Remove(key))
            MarkChanged(part);
    }

    /// <summary>Removes a whole part.</summary>
    /// <param name="part">Part of the session.</param>
    /// <exception cref="HostCallException">The part belongs to the runtime.</exception>
    public void Remove(string part) => Erase(RequireOpenToScripts(part));

    /// <summary>Moves the session to a new id when it is written. Call it when the client's rights change, so that an id known from before is worth nothing.</summary>
    public void RenewId() => RenewsId = true;

    internal void Write(string part, string key, JsonElement value)
    {
        if (part == FormPart)
        {
            _form.Set(key, value);
            return;
        }

        Open(part)[key] = value;
        MarkChanged(part);
    }

    /// <summary>Whether a part has ever been written or opened.</summary>
    internal bool Has(string part) => _stored.ContainsKey(part) || (_open?.ContainsKey(part) ?? false);

    internal void Erase(string part)
    {
        if (part == FormPart)
        {
            _form.Clear();
            return;
        }

        (_open ??= new(StringComparer.Ordinal))[part] = new(StringComparer.Ordinal);
        if (_stored.ContainsKey(part))
            MarkChanged(part);
        else
            _changed?.Remove(part);
    }

    /// <summary>A part as the store had it, or as it was changed since.</summary>
    internal JsonElement ReadStored(string part) =>
        _open is not null && _open.ContainsKey(part) ? ReadPart(part)
        : _stored.TryGetValue(part, out var json) ? JsonElement.Parse(json)
        : default;

    /// <summary>Lays the form state that the last run left over this run's.</summary>
    internal void LoadForm()
    {
        if (_stored.TryGetValue(FormPart, out var json))
            _form.ReadFrom(JsonElement.Parse(json));
    }

    /// <summary>Decides that the form state is to be written as it is now.</summary>
    internal void KeepForm() => MarkChanged(FormPart);

    /// <summary>Decides that the form state is to be forgotten, if one is stored.</summary>
    internal void DropForm()
    {
        _form.Clear();
        if (_stored.ContainsKey(FormPart))
            MarkChanged(FormPart);
        else
            _changed?.Remove(FormPart);
    }

    /// <summary>What to write: JSON by part; null for a part that is empty now.</summary>
    internal Dictionary<string, string?> Changes()
    {
        Addition?.AddTo(this);
        var changes = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (RenewsId)
            foreach (var (part, json) in _stored)
                changes[part] = json;
        foreach (var part in _changed ?? [])
        {
            var json = ReadPart(part).GetRawText();
            changes[part] = json == "{}" ? null : json;
        }

        return changes;
    }

    /// <summary>The id to write under, made when there is none or it is to be renewed.</summary>
    /// <returns>An unguessable id: 256 random bits.</returns>
    internal string TakeId()
    {
        if (Id is null || RenewsId)
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        return Id;
    }

    /// <summary>A copy of the session as it is now, for a fork; nobody writes it back.</summary>
    internal RunSession Copy(FormState form)
    {
        var parts = new Dictionary<string, string>(_stored, StringComparer.Ordinal);
        foreach (var part in _open?.Keys ?? Enumerable.Empty<string>())
            parts[part] = ReadPart(part).GetRawText();
        return new RunSession(Id, parts, form);
    }

    internal bool IsStored(string part) => _stored.ContainsKey(part);

    private void MarkChanged(string part) => (_changed ??= new(StringComparer.Ordinal)).Add(part);

    private JsonElement ReadPart(string part) => part == FormPart ? _form.ToJson() : JsonSerializer.SerializeToElement(Open(part));

    private Dictionary<string, JsonElement> Open(string part)
    {
        _open ??= new(StringComparer.Ordinal);
        if (_open.TryGetValue(part, out var values))
            return values;

        values = new(StringComparer.Ordinal);
        if (_stored.TryGetValue(part, out var json))
            foreach (var property in JsonElement.Parse(json).EnumerateObject())
                values[property.Name] = property.Value;
        return _open[part] = values;
    }

    private static string RequireOpenToScripts(string part) =>
        part.StartsWith(ReservedPrefix, StringComparison.Ordinal)
            ? throw new HostCallException($"Session names that start with '{ReservedPrefix}' are reserved.")
            : part;
}
