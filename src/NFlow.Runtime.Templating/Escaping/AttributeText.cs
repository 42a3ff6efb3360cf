using NFlow.Runtime.Templating.Escaping.Transitions;

namespace NFlow.Runtime.Templating.Escaping;

/// <summary>Follows the start of an attribute value, which a browser decodes before it looks for scripts in it.</summary>
internal static class AttributeText
{
    public static EscapeContext Follow(EscapeContext context, ReadOnlySpan<char> value)
    {
        ReadOnlySpan<char> rest = HtmlEntities.Decode(value);
        while (!rest.IsEmpty)
        {
            context = Transition.Next(context, rest, out var consumed);
            rest = rest[consumed..];
        }

        return context;
    }
}
