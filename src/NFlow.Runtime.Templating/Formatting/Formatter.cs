using System.Runtime.CompilerServices;
using NFlow.Runtime.Templating.Execution;
using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating.Formatting;

/// <summary>Writes values as Go's <c>fmt</c> does.</summary>
internal sealed class Formatter(TextBuffer output, int maxDepth)
{
    public TextBuffer Output => output;

    /// <summary>Writes values with a space between those of which neither is a string.</summary>
    public void Print(ReadOnlySpan<TemplateValue> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (i > 0 && values[i].Kind != ValueKind.Text && values[i - 1].Kind != ValueKind.Text)
                output.Append(' ');
            Write(values[i], FormatFlags.Plain, 'v');
        }
    }

    /// <summary>Writes values with a space between them and a line end behind.</summary>
    public void PrintLine(ReadOnlySpan<TemplateValue> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (i > 0)
                output.Append(' ');
            Write(values[i], FormatFlags.Plain, 'v');
        }

        output.Append('\n');
    }

    public void Write(in TemplateValue value) => Write(value, FormatFlags.Plain, 'v');

    public void Write(in TemplateValue value, in FormatFlags flags, int verb, int depth = 0)
    {
        if (depth > maxDepth)
            throw TemplateFaultException.Limit($"data nests deeper than {maxDepth}, or contains itself");
        RuntimeHelpers.EnsureSufficientExecutionStack();

        if (value.IsNil)
            WriteNil(flags, verb, depth);
        else if (verb == 'T')
            TextFormat.Write(output, value.TypeName, flags, 's');
        else
            WriteValue(value, flags, verb, depth);
    }

    private void WriteValue(in TemplateValue value, in FormatFlags flags, int verb, int depth)
    {
        var written = value.Kind switch
        {
            ValueKind.Boolean => WriteBoolean(value, flags, verb),
            ValueKind.Integer => IntegerFormat.Write(output, value.Integer, value.IntegerType == IntegerType.Byte, flags, verb),
            ValueKind.Float => FloatFormat.Write(output, value.Float, flags, verb),
            ValueKind.Text => TextFormat.Write(output, value.Text, flags, verb),
            _ => verb is not 'p' && WriteElements(value, flags, verb, depth),
        };
        if (!written)
            WriteBadVerb(value, flags, verb, depth);
    }

    private bool WriteBoolean(in TemplateValue value, in FormatFlags flags, int verb)
    {
        if (verb is not ('t' or 'v'))
            return false;
        flags.Pad(output, value.Boolean ? "true" : "false");
        return true;
    }

    private bool WriteElements(in TemplateValue value, in FormatFlags flags, int verb, int depth)
    {
        var isMap = value.Kind == ValueKind.Map;
        output.Append(flags.GoSyntax ? value.TypeName : isMap ? "map" : "");
        output.Append(flags.GoSyntax ? '{' : '[');
        var count = isMap ? value.Map.Sorted.Count : value.List.Count;
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
                output.Append(flags.GoSyntax ? ", " : " ");
            if (isMap)
            {
                var (key, element) = value.Map.Sorted[i];
                Write(TemplateValue.FromText(key), flags, verb, depth + 1);
                output.Append(':');
                Write(element, flags, verb, depth + 1);
            }
            else
            {
                Write(value.List[i], flags, verb, depth + 1);
            }
        }

        output.Append(flags.GoSyntax ? '}' : ']');
        return true;
    }

    private void WriteNil(in FormatFlags flags, int verb, int depth)
    {
        if (depth > 0)
            output.Append(flags.GoSyntax ? "interface {}(nil)" : "<nil>");
        else if (verb is 'T' or 'v')
            flags.Pad(output, "<nil>");
        else
            WriteBadVerb(TemplateValue.Missing, flags, verb, depth);
    }

    private void WriteBadVerb(in TemplateValue value, in FormatFlags flags, int verb, int depth)
    {
        output.Append("%!");
        TextFormat.AppendRune(output, verb);
        output.Append('(');
        if (value.IsNil)
        {
            output.Append("<nil>");
        }
        else
        {
            output.Append(value.TypeName);
            output.Append('=');
            Write(value, flags, 'v', depth);
        }

        output.Append(')');
    }
}
