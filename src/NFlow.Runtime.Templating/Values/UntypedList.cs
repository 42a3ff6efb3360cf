using System.Collections;

namespace NFlow.Runtime.Templating.Values;

/// <summary>A list of other than objects, such as of numbers.</summary>
internal sealed class UntypedList(IList items) : TemplateList
{
    public override int Count => items.Count;

    public override TemplateValue this[int index] => ValueConversion.From(items[index]);
}
