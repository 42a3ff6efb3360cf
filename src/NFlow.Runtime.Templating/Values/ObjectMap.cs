namespace NFlow.Runtime.Templating.Values;

internal sealed class ObjectMap(IReadOnlyDictionary<string, object?> entries) : TemplateMap
{
    public override int Count => entries.Count;

    public override TemplateValue Get(string key) =>
        entries.TryGetValue(key, out var value) ? ValueConversion.From(value) : TemplateValue.Missing;

    protected override IEnumerable<KeyValuePair<string, TemplateValue>> Enumerate() =>
        entries.Select(entry => KeyValuePair.Create(entry.Key, ValueConversion.From(entry.Value)));
}
