using System.Collections;

namespace NFlow.Runtime.Templating.Values;

/// <summary>A dictionary of other than objects, such as of strings. Keys that are no strings do not exist for templates.</summary>
internal sealed class UntypedMap(IDictionary entries) : TemplateMap
{
    public override TemplateValue Get(string key) =>
        entries.Contains(key) ? ValueConversion.From(entries[key]) : TemplateValue.Missing;

    protected override IEnumerable<KeyValuePair<string, TemplateValue>> Enumerate()
    {
        foreach (DictionaryEntry entry in entries)
        {
            if (entry.Key is string key)
                yield return KeyValuePair.Create(key, ValueConversion.From(entry.Value));
        }
    }
}
