namespace NFlow.Runtime.Templating.Parsing;

/// <summary>The text of a template, and the one place that turns an offset into a line and a column.</summary>
internal sealed class TemplateSource(string text, GoTemplateOptions options)
{
    public string Text => text;

    public GoTemplateOptions Options => options;

    public GoTemplateException Error(GoTemplateErrorKind kind, int position, string reason, Exception? innerException = null)
    {
        var before = text.AsSpan(0, Math.Clamp(position, 0, text.Length));
        var line = before.Count('\n') + 1;
        var column = before.Length - before.LastIndexOf('\n');
        return new GoTemplateException(kind, options.Name, line, column, reason, innerException);
    }

    public GoTemplateException SyntaxError(int position, string reason) => Error(GoTemplateErrorKind.Syntax, position, reason);

    public GoTemplateException TooDeep(int position) =>
        Error(GoTemplateErrorKind.Limit, position, $"nesting is deeper than {options.MaxDepth}");
}
