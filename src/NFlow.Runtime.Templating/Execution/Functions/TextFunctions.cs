using NFlow.Runtime.Templating.Escaping.Escapers;
using NFlow.Runtime.Templating.Formatting;
using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating.Execution.Functions;

/// <summary>The functions that build text.</summary>
internal static class TextFunctions
{
    public static string Print(TemplateRun run, TemplateValue[] arguments)
    {
        if (arguments is [{ Kind: ValueKind.Text } single])
            return single.Text;
        return Build(run, arguments, static (formatter, values) => formatter.Print(values));
    }

    public static string PrintLine(TemplateRun run, TemplateValue[] arguments) =>
        Build(run, arguments, static (formatter, values) => formatter.PrintLine(values));

    public static string Printf(TemplateRun run, TemplateValue[] arguments)
    {
        RequireString("printf", arguments[0]);
        return Build(run, arguments, static (formatter, values) => new FormatString(formatter, values[0].Text, values.AsSpan(1)).Write());
    }

    public static string Html(TemplateRun run, TemplateValue[] arguments) =>
        Escape(run, arguments, static (text, output) => HtmlEscaping.EscapeForFunction(text, output));

    public static string Js(TemplateRun run, TemplateValue[] arguments) =>
        Escape(run, arguments, static (text, output) => JsEscaping.EscapeForFunction(text, output));

    public static string UrlQuery(TemplateRun run, TemplateValue[] arguments) =>
        Escape(run, arguments, static (text, output) => UrlEscaping.EscapeForFunction(text, output));

    public static string RequireString(string name, in TemplateValue value) => value.Kind == ValueKind.Text && !value.IsHtml
        ? value.Text
        : throw new TemplateFaultException($"error calling {name}: expected a string, got {(value.IsNil ? "no value" : value.TypeName)}");

    private static string Escape(TemplateRun run, TemplateValue[] arguments, Action<string, TextBuffer> escape)
    {
        // As in Go, these functions spell a missing value out.
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i].IsNil)
                arguments[i] = TemplateValue.FromText(EscaperChain.NoValue);
        }

        var text = Print(run, arguments);
        using var buffer = run.Output.CreateScratch();
        escape(text, buffer);
        run.ChargeText(buffer.Length);
        return buffer.ToString();
    }

    private static string Build(TemplateRun run, TemplateValue[] arguments, Action<Formatter, TemplateValue[]> write)
    {
        using var buffer = run.Output.CreateScratch();
        write(new Formatter(buffer, run.MaxDepth), arguments);
        run.ChargeText(buffer.Length);
        return buffer.ToString();
    }
}
