using System.Text.Json;

namespace NFlow.Runtime.Templating.Values;

internal sealed class JsonList(JsonElement element) : TemplateList
{
    // An element finds its items one by one, every time; a loop over them must not.
    private TemplateValue[]? _items;

    public override int Count => Items.Length;

    private TemplateValue[] Items => _items ??= [.. element.EnumerateArray().Select(ValueConversion.From)];

    public override TemplateValue this[int index] => Items[index];
}
