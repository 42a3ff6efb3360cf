namespace NFlow.Runtime.Templating;

/// <summary>Says at which stage a template failed.</summary>
public enum GoTemplateErrorKind
{
    /// <summary>The text is not a template: found while parsing.</summary>
    Syntax,

    /// <summary>A value would appear where it cannot be escaped safely: found while parsing.</summary>
    Context,

    /// <summary>The template and its data do not fit: found while rendering.</summary>
    Execution,

    /// <summary>A limit of <see cref="GoTemplateOptions"/> was exceeded: found while parsing or rendering.</summary>
    Limit,
}
