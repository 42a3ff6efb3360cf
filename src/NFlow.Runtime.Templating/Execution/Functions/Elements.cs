using System.Text;
using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating.Execution.Functions;

/// <summary><c>index</c>, <c>slice</c> and <c>len</c>. Strings count in UTF-8 bytes, as in Go.</summary>
internal static class Elements
{
    public static int Length(TemplateRun run, in TemplateValue value)
    {
        switch (value.Kind)
        {
            case ValueKind.Text:
                run.ChargeText(value.Text.Length);
                return Encoding.UTF8.GetByteCount(value.Text);
            case ValueKind.List:
                return value.List.Count;
            case ValueKind.Map:
                return value.Map.Count;
            default:
                throw new TemplateFaultException($"error calling len: len of type {value.TypeName}");
        }
    }

    public static TemplateValue Index(TemplateRun run, TemplateValue[] arguments)
    {
        var item = arguments[0];
        if (item.IsNil)
            throw new TemplateFaultException("error calling index: index of untyped nil");
        for (var i = 1; i < arguments.Length; i++)
            item = Index(run, item, arguments[i]);
        return item;
    }

    public static TemplateValue Slice(TemplateRun run, TemplateValue[] arguments)
    {
        var item = arguments[0];
        if (item.Kind is not (ValueKind.Text or ValueKind.List))
            throw new TemplateFaultException($"error calling slice: can't slice a value of type {item.TypeName}");
        if (arguments.Length > (item.Kind == ValueKind.Text ? 3 : 4))
            throw new TemplateFaultException("error calling slice: too many slice indexes");

        var length = Length(run, item);
        var start = arguments.Length > 1 ? Position("slice", arguments[1], length) : 0;
        var end = arguments.Length > 2 ? Position("slice", arguments[2], length) : length;
        var limit = arguments.Length > 3 ? Position("slice", arguments[3], length) : end;
        if (start > end || end > limit)
            throw new TemplateFaultException($"error calling slice: invalid slice index: {(start > end ? start : end)} > {(start > end ? end : limit)}");

        return item.Kind == ValueKind.List
            ? TemplateValue.FromList(new SlicedList(item.List, start, end - start))
            : SliceText(item, start, end);
    }

    private static TemplateValue Index(TemplateRun run, in TemplateValue item, in TemplateValue index)
    {
        switch (item.Kind)
        {
            case ValueKind.Map when index.Kind == ValueKind.Text && !index.IsHtml:
                var value = item.Map.Get(index.Text);
                return value.Kind == ValueKind.Missing ? TemplateValue.Null : value;
            case ValueKind.Map:
                throw new TemplateFaultException($"error calling index: a map's key is a string, not {index.TypeName}");
            case ValueKind.List:
                return item.List[Element(index, item.List.Count)];
            case ValueKind.Text:
                run.ChargeText(item.Text.Length);
                var bytes = Encoding.UTF8.GetBytes(item.Text);
                return TemplateValue.FromInteger(bytes[Element(index, bytes.Length)], IntegerType.Byte);
            case ValueKind.Missing or ValueKind.Null:
                throw new TemplateFaultException("error calling index: index of nil");
            default:
                throw new TemplateFaultException($"error calling index: can't index a value of type {item.TypeName}");
        }
    }

    private static TemplateValue SliceText(in TemplateValue item, int start, int end)
    {
        var text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(item.Text).AsSpan(start, end - start));
        return item.IsHtml ? TemplateValue.FromHtml(text) : TemplateValue.FromText(text);
    }

    private static int Element(in TemplateValue index, int count)
    {
        var position = Position("index", index, count);
        return position < count ? position : throw OutOfRange("index", position);
    }

    private static int Position(string name, in TemplateValue index, int length)
    {
        if (index.Kind != ValueKind.Integer)
            throw new TemplateFaultException($"error calling {name}: cannot index a list or string with a value of type {index.TypeName}");
        return index.Integer >= 0 && index.Integer <= length ? (int)index.Integer : throw OutOfRange(name, index.Integer);
    }

    private static TemplateFaultException OutOfRange(string name, long position) =>
        new($"error calling {name}: index out of range: {position}");
}
