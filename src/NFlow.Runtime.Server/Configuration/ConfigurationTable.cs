using System.Globalization;

namespace NFlow.Runtime.Server.Configuration;

/// <summary>One table of the configuration: gives typed values or their defaults, and notes what does not fit.</summary>
internal sealed class ConfigurationTable(ConfigurationSource source, string name)
{
    /// <summary>A text.</summary>
    public string Text(string key, string whenAbsent)
    {
        if (Find(key) is not { } entry)
            return whenAbsent;
        return entry.Kind is ConfigurationValueKind.Text or ConfigurationValueKind.Environment ? entry.Text : Refuse(entry, "a string", whenAbsent);
    }

    /// <summary>A whole number within bounds.</summary>
    public int Integer(string key, int whenAbsent, int min, int max = int.MaxValue)
    {
        if (Find(key) is not { } entry)
            return whenAbsent;
        return entry.Kind is ConfigurationValueKind.Integer or ConfigurationValueKind.Environment
            && long.TryParse(entry.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= min && value <= max
                ? (int)value
                : Refuse(entry, max == int.MaxValue ? $"a whole number of at least {min}" : $"a whole number from {min} to {max}", whenAbsent);
    }

    /// <summary>Yes or no.</summary>
    public bool Boolean(string key, bool whenAbsent)
    {
        if (Find(key) is not { } entry)
            return whenAbsent;
        return entry.Kind is ConfigurationValueKind.Boolean or ConfigurationValueKind.Environment && bool.TryParse(entry.Text, out var value)
            ? value
            : Refuse(entry, "true or false", whenAbsent);
    }

    /// <summary>One of a few words.</summary>
    public string Choice(string key, string whenAbsent, params ReadOnlySpan<string> choices)
    {
        var text = Text(key, whenAbsent);
        foreach (var choice in choices)
            if (choice.Equals(text, StringComparison.OrdinalIgnoreCase))
                return choice;
        return Refuse(Find(key)!, $"one of {string.Join(", ", choices!)}", whenAbsent);
    }

    /// <summary>All keys of a table whose keys are the user's own.</summary>
    public IReadOnlyDictionary<string, string> Free()
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in source.TakeAll(name))
        {
            if (entry.Kind is ConfigurationValueKind.List or ConfigurationValueKind.Other)
                Refuse(entry, "a string", "");
            else
                values[entry.Key[(name.Length + 1)..]] = entry.Text;
        }

        return values;
    }

    private ConfigurationEntry? Find(string key) => source.Take($"{name}.{key}");

    private T Refuse<T>(ConfigurationEntry entry, string expected, T whenAbsent)
    {
        source.Refuse(entry, expected);
        return whenAbsent;
    }
}
