namespace NFlow.Runtime.Templating;

/// <summary>A template that cannot be parsed, escaped or rendered.</summary>
/// <remarks>
/// The message names the template and the place in it, and may quote pieces of the template and of its data;
/// it is meant for the author of the template, not for a remote caller.
/// </remarks>
public sealed class GoTemplateException : Exception
{
    internal GoTemplateException(GoTemplateErrorKind kind, string templateName, int line, int column, string reason, Exception? innerException = null)
        : base($"template {templateName}, line {line}, column {column}: {reason}", innerException)
    {
        Kind = kind;
        TemplateName = templateName;
        Line = line;
        Column = column;
        Reason = reason;
    }

    /// <summary>The stage at which the template failed.</summary>
    public GoTemplateErrorKind Kind { get; }

    /// <summary>The name of the template, from <see cref="GoTemplateOptions.Name"/>.</summary>
    public string TemplateName { get; }

    /// <summary>The line of the template source, counted from 1.</summary>
    public int Line { get; }

    /// <summary>The column of the template source in UTF-16 code units, counted from 1.</summary>
    public int Column { get; }

    /// <summary>The message without the name and the place.</summary>
    public string Reason { get; }
}
