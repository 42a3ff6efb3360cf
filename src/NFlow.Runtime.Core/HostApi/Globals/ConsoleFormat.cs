using System.Globalization;
using System.Text;
using System.Text.Json;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.HostApi.Globals;

/// <summary>Puts the arguments of <c>console.log</c> into one line, as Node.js's <c>util.format</c> does, with JSON for objects.</summary>
internal static class ConsoleFormat
{
    public static string Format(HostCall call, int first, int maxLength)
    {
        var line = new StringBuilder();
        var next = first;
        if (call.KindOf(first) == HostValueKind.String && call.Count > first + 1 && call.GetText(first) is var format && format.Contains('%'))
            next = Fill(line, call, format, first + 1, maxLength);

        for (var i = next; i < call.Count && line.Length <= maxLength; i++)
        {
            if (i > first)
                line.Append(' ');
            Append(line, Show(call, i), maxLength);
        }

        return Sanitise(line, maxLength);
    }

    private static int Fill(StringBuilder line, HostCall call, string format, int next, int maxLength)
    {
        for (var i = 0; i < format.Length && line.Length <= maxLength; i++)
        {
            if (format[i] != '%' || i + 1 == format.Length)
            {
                line.Append(format[i]);
                continue;
            }

            var directive = format[i + 1];
            if (directive == '%')
            {
                line.Append('%');
                i++;
                continue;
            }

            if (next >= call.Count || !"sdifjoOc".Contains(directive))
            {
                line.Append('%');
                continue;
            }

            Append(line, Directive(call, next++, directive), maxLength);
            i++;
        }

        return next;
    }

    private static string Directive(HostCall call, int index, char directive) => directive switch
    {
        'd' or 'i' or 'f' when call.KindOf(index) is HostValueKind.Object or HostValueKind.Array => "NaN",
        'd' or 'f' => Number(call.GetNumber(index)),
        'i' => Number(Math.Truncate(call.GetNumber(index))),
        'j' => call.GetJson(index) is { ValueKind: not JsonValueKind.Undefined } json ? json.GetRawText() : "undefined",
        'c' => "",
        _ => Show(call, index),
    };

    private static string Show(HostCall call, int index)
    {
        switch (call.KindOf(index))
        {
            case HostValueKind.Undefined:
                return "undefined";
            case HostValueKind.Null:
                return "null";
            case HostValueKind.Function:
                return "[Function]";
            case HostValueKind.Object:
                return ShowObject(call, index);
            case HostValueKind.Array:
                return call.GetJson(index).GetRawText();
            default:
                return call.GetText(index);
        }
    }

    /// <summary>Errors, maps and the like have no JSON worth reading; their own text does.</summary>
    private static string ShowObject(HostCall call, int index)
    {
        var json = call.GetJson(index);
        if (json.ValueKind == JsonValueKind.String)
            return json.GetString()!;
        var raw = json.ValueKind == JsonValueKind.Undefined ? "{}" : json.GetRawText();
        return raw == "{}" && call.GetText(index) is { Length: > 0 } text && !text.StartsWith("[object ", StringComparison.Ordinal) ? text : raw;
    }

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static void Append(StringBuilder line, string text, int maxLength) =>
        line.Append(text, 0, Math.Min(text.Length, Math.Max(0, maxLength - line.Length + 1)));

    /// <summary>A script must not be able to forge log lines or drive a terminal.</summary>
    private static string Sanitise(StringBuilder line, int maxLength)
    {
        if (line.Length > maxLength)
            line.Length = maxLength;
        return LogText.OneLine(line.ToString());
    }
}
