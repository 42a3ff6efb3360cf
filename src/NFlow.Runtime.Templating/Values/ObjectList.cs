namespace NFlow.Runtime.Templating.Values;

internal sealed class ObjectList(IReadOnlyList<object?> items) : TemplateList
{
    public override int Count => items.Count;

    public override TemplateValue this[int index] => ValueConversion.From(items[index]);
}
