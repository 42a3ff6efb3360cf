namespace NFlow.Runtime.Templating.Values;

internal sealed class SlicedList : TemplateList
{
    private readonly TemplateList _list;
    private readonly int _start;

    public SlicedList(TemplateList list, int start, int count)
    {
        // A slice of a slice refers to the whole, or a loop could stack slices without end.
        (_list, _start) = list is SlicedList sliced ? (sliced._list, sliced._start + start) : (list, start);
        Count = count;
    }

    public override int Count { get; }

    public override TemplateValue this[int index] => _list[_start + index];
}
