namespace NFlow.Runtime.Templating.Execution;

/// <summary>
/// A failure deep inside a rendering. It becomes a <see cref="GoTemplateException"/> in the one place that knows the source.
/// </summary>
internal sealed class TemplateFaultException(string reason, GoTemplateErrorKind kind = GoTemplateErrorKind.Execution) : Exception(reason)
{
    public GoTemplateErrorKind Kind { get; } = kind;

    public static TemplateFaultException Limit(string reason) => new(reason, GoTemplateErrorKind.Limit);
}
