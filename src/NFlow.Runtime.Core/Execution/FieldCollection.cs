using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace NFlow.Runtime.Execution;

/// <summary>Names with one or more values each, in the order in which they came: a query string, a form, headers.</summary>
/// <remarks>Build it, then share it: reading is thread-safe, adding is not.</remarks>
public sealed class FieldCollection : IReadOnlyDictionary<string, IReadOnlyList<string>>
{
    private readonly Dictionary<string, IReadOnlyList<string>> _fields;

    /// <summary>Creates an empty collection.</summary>
    /// <param name="comparer">How names compare; ordinal by default.</param>
    public FieldCollection(IEqualityComparer<string>? comparer = null) => _fields = new(comparer ?? StringComparer.Ordinal);

    /// <summary>A collection without fields.</summary>
    public static FieldCollection Empty { get; } = new();

    /// <inheritdoc/>
    public int Count => _fields.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _fields.Keys;

    /// <inheritdoc/>
    public IEnumerable<IReadOnlyList<string>> Values => _fields.Values;

    /// <inheritdoc/>
    public IReadOnlyList<string> this[string key] => _fields[key];

    /// <summary>Parses <c>a=1&amp;b=2</c>: plus signs are spaces, percent sequences are UTF-8. Malformed sequences are kept as they are.</summary>
    /// <param name="query">The text, without a leading question mark.</param>
    /// <returns>The fields.</returns>
    public static FieldCollection ParseQuery(string query)
    {
        if (query.Length == 0)
            return Empty;

        var fields = new FieldCollection();
        foreach (var range in query.AsSpan().Split('&'))
        {
            var pair = query.AsSpan(range);
            if (pair.IsEmpty)
                continue;
            var equals = pair.IndexOf('=');
            var name = equals < 0 ? pair : pair[..equals];
            var value = equals < 0 ? default : pair[(equals + 1)..];
            fields.Add(Decode(name), Decode(value));
        }

        return fields;
    }

    /// <summary>The fields of both, values of the first before values of the second.</summary>
    /// <param name="first">Its values come first.</param>
    /// <param name="second">Its values are appended.</param>
    /// <returns>One of the two when the other is empty, else a new collection.</returns>
    public static FieldCollection Concat(FieldCollection first, FieldCollection second)
    {
        if (second.Count == 0)
            return first;
        if (first.Count == 0)
            return second;

        var both = new FieldCollection();
        foreach (var source in (ReadOnlySpan<FieldCollection>)[first, second])
            foreach (var (name, values) in source)
                foreach (var value in values)
                    both.Add(name, value);
        return both;
    }

    /// <summary>Adds a value to a name.</summary>
    /// <param name="name">Field name.</param>
    /// <param name="value">The value.</param>
    public void Add(string name, string value) =>
        _fields[name] = _fields.TryGetValue(name, out var values) ? [.. values, value] : [value];

    /// <summary>Sets all values of a name.</summary>
    /// <param name="name">Field name.</param>
    /// <param name="values">The values.</param>
    public void Set(string name, IReadOnlyList<string> values) => _fields[name] = values;

    /// <summary>The first value of a name.</summary>
    /// <param name="name">Field name.</param>
    /// <returns>The value, or null when there is none.</returns>
    public string? First(string name) => _fields.TryGetValue(name, out var values) && values.Count > 0 ? values[0] : null;

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _fields.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out IReadOnlyList<string> value) => _fields.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, IReadOnlyList<string>>> GetEnumerator() => _fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static string Decode(ReadOnlySpan<char> text) =>
        Uri.UnescapeDataString(text.Contains('+') ? text.ToString().Replace('+', ' ') : text.ToString());
}
