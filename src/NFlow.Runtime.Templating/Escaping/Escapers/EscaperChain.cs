using NFlow.Runtime.Templating.Execution;
using NFlow.Runtime.Templating.Formatting;
using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating.Escaping.Escapers;

/// <summary>The escapers of one action, each of which takes the result of the one before. There is at least one.</summary>
internal sealed class EscaperChain(Escaper[] escapers)
{
    /// <summary>What <c>html</c> and <c>urlquery</c> make of a missing value.</summary>
    public const string NoValue = "<no value>";

    public void Write(TemplateRun run, in TemplateValue value)
    {
        var next = 0;
        var isHtml = value.IsHtml;
        ReadOnlySpan<char> text;
        if (escapers[0] == Escaper.JsValue)
        {
            run.Formatted.Clear();
            JsValueEscaping.Write(run, value, run.Formatted);
            text = run.Formatted.Span;
            isHtml = false;
            next = 1;
        }
        else
        {
            text = Format(run, value);
        }

        run.ChargeText(text.Length);
        for (; next < escapers.Length - 1; next++)
        {
            var scratch = next % 2 == 0 ? run.Escaped : run.EscapedAgain;
            scratch.Clear();
            Apply(escapers[next], text, isHtml, scratch);
            text = scratch.Span;
            isHtml = false;
        }

        if (next < escapers.Length)
            Apply(escapers[next], text, isHtml, run.Output);
        else
            run.Output.Append(text);
    }

    private ReadOnlySpan<char> Format(TemplateRun run, TemplateValue value)
    {
        if (value.Kind == ValueKind.Text)
            return value.Text;
        if (value.IsNil)
            return escapers[0] is Escaper.HtmlFunction or Escaper.UrlQueryFunction ? NoValue : "";

        run.Formatted.Clear();
        new Formatter(run.Formatted, run.MaxDepth).Write(value);
        return run.Formatted.Span;
    }

    private static void Apply(Escaper escaper, ReadOnlySpan<char> text, bool isHtml, TextBuffer output)
    {
        switch (escaper)
        {
            case Escaper.Html:
                HtmlEscaping.EscapeText(text, isHtml, output);
                break;
            case Escaper.Attribute:
                HtmlEscaping.EscapeAttribute(text, isHtml, output);
                break;
            case Escaper.Unquoted:
                HtmlEscaping.EscapeUnquoted(text, isHtml, output);
                break;
            case Escaper.RcData:
                HtmlEscaping.EscapeRcData(text, isHtml, output);
                break;
            case Escaper.HtmlName:
                HtmlEscaping.FilterName(text, output);
                break;
            case Escaper.HtmlFunction:
                HtmlEscaping.EscapeForFunction(text, output);
                break;
            case Escaper.JsString:
                JsEscaping.EscapeString(text, output);
                break;
            case Escaper.JsTemplateLiteral:
                JsEscaping.EscapeTemplateLiteral(text, output);
                break;
            case Escaper.JsRegexp:
                JsEscaping.EscapeRegexp(text, output);
                break;
            case Escaper.CssString:
                CssEscaping.EscapeString(text, output);
                break;
            case Escaper.CssValue:
                CssEscaping.FilterValue(text, output);
                break;
            case Escaper.UrlFilter:
                UrlEscaping.Filter(text, output);
                break;
            case Escaper.UrlNormalizer:
                UrlEscaping.Normalize(text, output);
                break;
            case Escaper.UrlPart:
                UrlEscaping.EscapePart(text, output);
                break;
            case Escaper.UrlQueryFunction:
                UrlEscaping.EscapeForFunction(text, output);
                break;
            case Escaper.Srcset:
                UrlEscaping.EscapeSrcset(text, output);
                break;
            case Escaper.Comment:
                break;
            case Escaper.JsValue:
                JsValueEscaping.AppendString(output, text);
                break;
            default:
                throw new InvalidOperationException($"{escaper} is no escaper.");
        }
    }
}
