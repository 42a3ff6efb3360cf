namespace NFlow.Runtime.Templating.Values;

/// <summary>A dictionary that offers only its mutable face, such as <see cref="System.Dynamic.ExpandoObject"/>.</summary>
internal sealed class MutableObjectMap(IDictionary<string, object?> entries) : TemplateMap
{
    public override int Count => entries.Count;

    public override TemplateValue Get(string key) =>
        entries.TryGetValue(key, out var value) ? ValueConversion.From(value) : TemplateValue.Missing;

    protected override IEnumerable<KeyValuePair<string, TemplateValue>> Enumerate() =>
        entries.Select(entry => KeyValuePair.Create(entry.Key, ValueConversion.From(entry.Value)));
}
