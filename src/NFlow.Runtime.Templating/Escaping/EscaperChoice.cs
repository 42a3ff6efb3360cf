using NFlow.Runtime.Templating.Parsing.Syntax;

namespace NFlow.Runtime.Templating.Escaping;

/// <summary>Chooses the escapers for a context, and settles them with those the template names itself.</summary>
internal static class EscaperChoice
{
    private const string Html = "html";
    private const string UrlQuery = "urlquery";

    /// <returns>The name of the escaping function that stands where it would be undone or insufficient, if any.</returns>
    public static string? DisallowedFunction(EscapeContext context, Pipeline pipeline)
    {
        for (var i = 0; i < pipeline.Commands.Count; i++)
        {
            if (pipeline.Commands[i].Head is not FunctionOperand { Name: Html or UrlQuery } function)
                continue;
            var isUnquoted = context.State == HtmlState.Attribute && context.Delimiter == AttributeDelimiter.SpaceOrTagEnd;
            if (i < pipeline.Commands.Count - 1 || (isUnquoted && function.Name == Html))
                return function.Name;
        }

        return null;
    }

    /// <returns>The context after the action.</returns>
    public static EscapeContext Choose(EscapeContext context, out Escaper[] escapers)
    {
        var chosen = new List<Escaper>(3);
        var after = ChooseByState(context, chosen);
        switch (context.Delimiter)
        {
            case AttributeDelimiter.None:
                break;
            case AttributeDelimiter.SpaceOrTagEnd:
                chosen.Add(Escaper.Unquoted);
                break;
            default:
                chosen.Add(Escaper.Attribute);
                break;
        }

        escapers = [.. chosen];
        return after;
    }

    /// <summary>Merges the chosen escapers with the function that ends the pipeline.</summary>
    /// <param name="chosen">The escapers of the context.</param>
    /// <param name="last">The escaping function that ends the pipeline and is left to the escapers, or null.</param>
    public static Escaper[] Merge(Escaper[] chosen, string? last)
    {
        var merged = new List<Escaper>(chosen.Length + 1);
        if (last is Html or UrlQuery)
        {
            var function = last == Html ? Escaper.HtmlFunction : Escaper.UrlQueryFunction;
            var equivalent = Array.FindIndex(chosen, escaper => IsEquivalent(function, escaper));
            if (equivalent < 0)
                merged.Add(function);
            foreach (var escaper in chosen)
                Add(merged, IsEquivalent(function, escaper) ? function : escaper);
        }
        else
        {
            foreach (var escaper in chosen)
                Add(merged, escaper);
        }

        return [.. merged];
    }

    private static EscapeContext ChooseByState(EscapeContext context, List<Escaper> chosen)
    {
        switch (context.State)
        {
            case HtmlState.Url or HtmlState.CssDoubleQuoted or HtmlState.CssSingleQuoted or HtmlState.CssDoubleQuotedUrl
                or HtmlState.CssSingleQuotedUrl or HtmlState.CssUrl:
                return ChooseForUrl(context, chosen);
            case HtmlState.MetaContentUrl:
                chosen.Add(Escaper.UrlFilter);
                return context;
            case HtmlState.Js:
                chosen.Add(Escaper.JsValue);
                return context with { Slash = SlashMeaning.Division };
            case HtmlState.JsDoubleQuoted or HtmlState.JsSingleQuoted:
                chosen.Add(Escaper.JsString);
                return context;
            case HtmlState.JsTemplateLiteral:
                chosen.Add(Escaper.JsTemplateLiteral);
                return context;
            case HtmlState.JsRegexp:
                chosen.Add(Escaper.JsRegexp);
                return context;
            case HtmlState.Css:
                chosen.Add(Escaper.CssValue);
                return context;
            case HtmlState.Text:
                chosen.Add(Escaper.Html);
                return context;
            case HtmlState.RcData:
                chosen.Add(Escaper.RcData);
                return context;
            case HtmlState.AttributeName or HtmlState.Tag:
                chosen.Add(Escaper.HtmlName);
                return context with { State = HtmlState.AttributeName };
            case HtmlState.Srcset:
                chosen.Add(Escaper.Srcset);
                return context;
            case HtmlState.Attribute or HtmlState.MetaContent or HtmlState.Error:
                return context;
            default:
                chosen.Add(Escaper.Comment);
                return context;
        }
    }

    private static EscapeContext ChooseForUrl(EscapeContext context, List<Escaper> chosen)
    {
        switch (context.UrlPart)
        {
            case UrlPart.Unknown:
                return EscapeContext.Failed("the action stands in an ambiguous place of a URL: before or after the query");
            case UrlPart.QueryOrFragment:
                chosen.Add(Escaper.UrlPart);
                return context;
            case UrlPart.None:
                chosen.Add(Escaper.UrlFilter);
                break;
        }

        chosen.Add(context.State is HtmlState.CssDoubleQuoted or HtmlState.CssSingleQuoted ? Escaper.CssString : Escaper.UrlNormalizer);
        return context;
    }

    private static void Add(List<Escaper> escapers, Escaper next)
    {
        if (escapers.Count == 0 || !IsRedundant(escapers[^1], next))
            escapers.Add(next);
    }

    private static bool IsEquivalent(Escaper function, Escaper escaper) => function == Escaper.HtmlFunction
        ? escaper is Escaper.Attribute or Escaper.Html or Escaper.RcData
        : escaper is Escaper.UrlPart or Escaper.UrlNormalizer;

    /// <summary>Whether a second escaper finds nothing left to do after the first.</summary>
    private static bool IsRedundant(Escaper first, Escaper second) => (first, second) switch
    {
        (Escaper.Comment, Escaper.Attribute or Escaper.Html) => true,
        (Escaper.CssString or Escaper.JsRegexp or Escaper.JsString or Escaper.JsTemplateLiteral, Escaper.Attribute) => true,
        (Escaper.UrlPart, Escaper.UrlNormalizer) => true,
        _ => false,
    };
}
