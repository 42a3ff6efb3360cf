using System.Text.Json;

namespace NFlow.Runtime.Templating.Values;

internal sealed class JsonMap(JsonElement element) : TemplateMap
{
    // An element looks its properties up one by one, every time; a template may ask often.
    private Dictionary<string, TemplateValue>? _entries;

    public override int Count => Entries.Count;

    private Dictionary<string, TemplateValue> Entries => _entries ??= Read();

    public override TemplateValue Get(string key) => Entries.GetValueOrDefault(key);

    protected override IEnumerable<KeyValuePair<string, TemplateValue>> Enumerate() => Entries;

    private Dictionary<string, TemplateValue> Read()
    {
        // As in JavaScript, the last of several equal keys counts.
        var entries = new Dictionary<string, TemplateValue>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
            entries[JsonText.ReadName(property)] = ValueConversion.From(property.Value);
        return entries;
    }
}
