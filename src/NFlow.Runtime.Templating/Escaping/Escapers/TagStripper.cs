using System.Text;
using NFlow.Runtime.Templating.Escaping.Transitions;

namespace NFlow.Runtime.Templating.Escaping.Escapers;

/// <summary>Reduces markup to its text, for places that can hold no tags.</summary>
internal static class TagStripper
{
    public static ReadOnlySpan<char> Strip(ReadOnlySpan<char> markup)
    {
        if (!markup.Contains('<'))
            return markup;

        var text = new StringBuilder(markup.Length);
        var context = default(EscapeContext);
        var position = 0;
        var isAllText = true;
        while (position < markup.Length)
        {
            if (context.Delimiter != AttributeDelimiter.None)
            {
                if (!TrySkipValue(markup, ref context, ref position))
                    break;
                continue;
            }

            // The body of a script is text as good as any here: it is not followed, only left.
            var state = context.Element != ElementKind.None && !context.State.IsInTag() ? HtmlState.RcData : context.State;
            var next = Transition.Next(context with { State = state }, markup[position..], out var consumed);
            var end = position + consumed;
            if (state == HtmlState.RcData && next.State == state)
                next = context;

            if (context.State is HtmlState.Text or HtmlState.RcData)
            {
                var isLeft = next.State != context.State && markup[position..end].LastIndexOf('<') >= 0;
                text.Append(markup.Slice(position, isLeft ? markup[position..end].LastIndexOf('<') : consumed));
            }
            else
            {
                isAllText = false;
            }

            (context, position) = (next, end);
        }

        if (isAllText)
            return markup;
        if (context.State is HtmlState.Text or HtmlState.RcData)
            text.Append(markup[position..]);
        return text.ToString();
    }

    private static bool TrySkipValue(ReadOnlySpan<char> markup, ref EscapeContext context, ref int position)
    {
        var end = markup[position..].IndexOfAny(context.Delimiter switch
        {
            AttributeDelimiter.DoubleQuote => "\"",
            AttributeDelimiter.SingleQuote => "'",
            _ => " \t\n\f\r>",
        });
        if (end < 0)
            return false;
        position += context.Delimiter == AttributeDelimiter.SpaceOrTagEnd ? end : end + 1;
        context = new EscapeContext { State = HtmlState.Tag, Element = context.Element };
        return true;
    }
}
