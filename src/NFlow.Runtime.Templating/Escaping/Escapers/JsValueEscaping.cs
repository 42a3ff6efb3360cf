using System.Runtime.CompilerServices;
using NFlow.Runtime.Templating.Escaping.Transitions;
using NFlow.Runtime.Templating.Execution;
using NFlow.Runtime.Templating.Formatting;
using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating.Escaping.Escapers;

/// <summary>Writes a value as a JavaScript expression: JSON that is safe inside a script.</summary>
internal static class JsValueEscaping
{
    private static readonly ReplacementTable Strings = new(StringReplacements());

    public static void Write(TemplateRun run, in TemplateValue value, TextBuffer output)
    {
        if (FindUnsupported(value, run.MaxDepth) is { } number)
        {
            output.Append($" /* json: unsupported value: {number} */null ");
            return;
        }

        var start = output.Length;
        output.Append(' ');
        AppendJson(output, value, run.MaxDepth);

        // Spaces keep names and numbers apart from the words around them; other values need none.
        if (JsTransitions.IsIdentifierPart(output.Span[start + 1]) || JsTransitions.IsIdentifierPart(output.Span[^1]))
            output.Append(' ');
        else
            output.RemoveAt(start);
    }

    /// <summary>Writes a text as a string.</summary>
    public static void AppendString(TextBuffer output, ReadOnlySpan<char> text)
    {
        output.Append('"');
        Strings.Append(text, output);
        output.Append('"');
    }

    private static void AppendJson(TextBuffer output, in TemplateValue value, int depthLeft)
    {
        if (depthLeft < 0)
            throw TemplateFaultException.Limit("data nests too deep, or contains itself");
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (value.Kind)
        {
            case ValueKind.Boolean:
                output.Append(value.Boolean ? "true" : "false");
                break;
            case ValueKind.Integer:
                output.Append(value.Integer);
                break;
            case ValueKind.Float:
                FloatFormat.AppendJson(output, value.Float);
                break;
            case ValueKind.Text:
                AppendString(output, value.Text);
                break;
            case ValueKind.Map:
                AppendMap(output, value.Map, depthLeft);
                break;
            case ValueKind.List:
                AppendList(output, value.List, depthLeft);
                break;
            default:
                output.Append("null");
                break;
        }
    }

    private static void AppendMap(TextBuffer output, TemplateMap map, int depthLeft)
    {
        output.Append('{');
        for (var i = 0; i < map.Sorted.Count; i++)
        {
            if (i > 0)
                output.Append(',');
            AppendString(output, map.Sorted[i].Key);
            output.Append(':');
            AppendJson(output, map.Sorted[i].Value, depthLeft - 1);
        }

        output.Append('}');
    }

    private static void AppendList(TextBuffer output, TemplateList list, int depthLeft)
    {
        output.Append('[');
        for (var i = 0; i < list.Count; i++)
        {
            if (i > 0)
                output.Append(',');
            AppendJson(output, list[i], depthLeft - 1);
        }

        output.Append(']');
    }

    /// <summary>The number that JSON cannot hold, if there is one.</summary>
    private static string? FindUnsupported(in TemplateValue value, int depthLeft)
    {
        if (depthLeft < 0)
            throw TemplateFaultException.Limit("data nests too deep, or contains itself");
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (value.Kind)
        {
            case ValueKind.Float when !double.IsFinite(value.Float):
                return double.IsNaN(value.Float) ? "NaN" : value.Float > 0 ? "+Inf" : "-Inf";
            case ValueKind.Map:
                return value.Map.Sorted.Select(entry => FindUnsupported(entry.Value, depthLeft - 1)).FirstOrDefault(found => found is not null);
            case ValueKind.List:
                for (var i = 0; i < value.List.Count; i++)
                {
                    if (FindUnsupported(value.List[i], depthLeft - 1) is { } found)
                        return found;
                }

                return null;
            default:
                return null;
        }
    }

    private static Dictionary<char, string> StringReplacements()
    {
        var table = new Dictionary<char, string>();
        for (var control = '\0'; control < ' '; control++)
            table[control] = $"\\u{(int)control:x4}";
        foreach (var character in "<>&\u2028\u2029")
            table[character] = $"\\u{(int)character:x4}";
        table['\b'] = "\\b";
        table['\f'] = "\\f";
        table['\n'] = "\\n";
        table['\r'] = "\\r";
        table['\t'] = "\\t";
        table['"'] = "\\\"";
        table['\\'] = "\\\\";
        return table;
    }
}
