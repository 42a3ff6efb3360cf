using System.Globalization;
using System.Net;

namespace NFlow.Runtime.Server.Configuration;

/// <summary>One table of the configuration: gives typed values or their defaults, and notes what does not fit.</summary>
/// <param name="source">Where the values come from.</param>
/// <param name="name">Name of the table.</param>
/// <param name="isLive">Whether what is read is taken over while the server runs.</param>
internal sealed class ConfigurationTable(ConfigurationSource source, string name, bool isLive = false)
{
    /// <summary>The same table, for keys that are in force as soon as the file is saved. All others need a restart.</summary>
    public ConfigurationTable Live => isLive ? this : new(source, name, isLive: true);

    /// <summary>A text.</summary>
    public string Text(string key, string whenAbsent, string? alias = null)
    {
        if (Find(key, alias) is not { } entry)
            return Note(key, whenAbsent);
        return Note(key, entry.Kind is ConfigurationValueKind.Text or ConfigurationValueKind.Environment ? entry.Text : Refuse(entry, "a string", whenAbsent));
    }

    /// <summary>A whole number within bounds. Older files write some numbers as text, under other names.</summary>
    public int Integer(string key, int whenAbsent, int min, int max = int.MaxValue, string? alias = null)
    {
        if (Find(key, alias) is not { } entry)
            return Note(key, whenAbsent);
        return Note(key, (entry.Kind is ConfigurationValueKind.Integer or ConfigurationValueKind.Environment || (alias is not null && entry.Kind == ConfigurationValueKind.Text))
            && long.TryParse(entry.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= min && value <= max
                ? (int)value
                : Refuse(entry, max == int.MaxValue ? $"a whole number of at least {min}" : $"a whole number from {min} to {max}", whenAbsent));
    }

    /// <summary>Yes or no.</summary>
    public bool Boolean(string key, bool whenAbsent)
    {
        if (Find(key) is not { } entry)
            return Note(key, whenAbsent);
        return Note(key, entry.Kind is ConfigurationValueKind.Boolean or ConfigurationValueKind.Environment && bool.TryParse(entry.Text, out var value)
            ? value
            : Refuse(entry, "true or false", whenAbsent));
    }

    /// <summary>One of a few words.</summary>
    public string Choice(string key, string whenAbsent, params ReadOnlySpan<string> choices)
    {
        var text = Text(key, whenAbsent);
        foreach (var choice in choices)
            if (choice.Equals(text, StringComparison.OrdinalIgnoreCase))
                return Note(key, choice);
        return Refuse(Find(key)!, $"one of {string.Join(", ", choices!)}", whenAbsent);
    }

    /// <summary>Words in one text, separated by commas.</summary>
    public IReadOnlyList<string> Words(string key, string whenAbsent) =>
        Text(key, whenAbsent).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Addresses and networks in one text, separated by commas.</summary>
    public IReadOnlyList<string> Addresses(string key)
    {
        var addresses = Words(key, "");
        Require(key, addresses.All(IsAddress), "addresses or networks such as 192.0.2.1, 10.0.0.0/8 or fd00::/8, separated by commas");
        return addresses;
    }

    /// <summary>A list of texts; in the environment, separated by commas.</summary>
    public IReadOnlyList<string> List(string key, IReadOnlyList<string> whenAbsent)
    {
        var values = Find(key) switch
        {
            null => whenAbsent,
            { Kind: ConfigurationValueKind.List } entry => entry.Items,
            { Kind: ConfigurationValueKind.Environment } entry => entry.Text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            var entry => Refuse(entry, "a list of strings", whenAbsent),
        };
        Note(key, string.Join(", ", values));
        return values;
    }

    /// <summary>An absolute URL of http or https.</summary>
    public string Url(string key, string whenAbsent)
    {
        var text = Text(key, whenAbsent);
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? text : Refuse(Find(key)!, "a URL such as https://api.example.org/v1", whenAbsent);
    }

    /// <summary>A path of this server.</summary>
    public string Path(string key, string whenAbsent)
    {
        var text = Text(key, whenAbsent);
        return text.StartsWith('/') ? text : Refuse(Find(key)!, "a path that starts with a slash", whenAbsent);
    }

    /// <summary>A port, as number or text; null when it is empty.</summary>
    public int? Port(string key)
    {
        if (Find(key) is not { Text.Length: > 0 } entry)
        {
            Note(key, "");
            return null;
        }

        Note(key, entry.Text);
        return ushort.TryParse(entry.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0 ? port : Refuse<int?>(entry, "a port from 1 to 65535, or empty", null);
    }

    /// <summary>A single character.</summary>
    public char Character(string key, char whenAbsent)
    {
        var text = Text(key, whenAbsent.ToString());
        return text.Length == 1 ? text[0] : Refuse(Find(key)!, "one character", whenAbsent);
    }

    /// <summary>Refuses a value that does not fit others.</summary>
    public void Require(string key, bool fits, string expected)
    {
        if (!fits)
            source.RefuseMissing($"{name}.{key}", expected);
    }

    /// <summary>Says of a value that it will not have the effect that was hoped for.</summary>
    public void Warn(string key, string what) => source.Warn($"{name}.{key}", what);

    /// <summary>All keys of a table whose keys are the user's own.</summary>
    /// <param name="fits">What their values must be; null for any text.</param>
    /// <param name="expected">The same in words.</param>
    public IReadOnlyDictionary<string, string> Free(Func<string, bool>? fits = null, string expected = "a string")
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in source.TakeAll(name))
        {
            if (entry.Kind is ConfigurationValueKind.List or ConfigurationValueKind.Other || fits?.Invoke(entry.Text) == false)
                Refuse(entry, expected, "");
            else
                Note(entry.Key[(name.Length + 1)..], values[entry.Key[(name.Length + 1)..]] = entry.Text);
        }

        return values;
    }

    private static bool IsAddress(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return IPAddress.TryParse(slash < 0 ? text : text[..slash], out var address)
            && (slash < 0 || (byte.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var bits) && bits <= 8 * address.GetAddressBytes().Length));
    }

    private ConfigurationEntry? Find(string key, string? alias = null) =>
        alias is null ? source.Take($"{name}.{key}")
        : source.Take($"{name}.{alias}") is { } older ? source.Take($"{name}.{key}") ?? older
        : source.Take($"{name}.{key}");

    private T Note<T>(string key, T value)
    {
        source.Note($"{name}.{key}", value, isLive);
        return value;
    }

    private T Refuse<T>(ConfigurationEntry entry, string expected, T whenAbsent)
    {
        source.Refuse(entry, expected);
        return whenAbsent;
    }
}
