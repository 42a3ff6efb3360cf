using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating.Execution.Functions;

internal sealed record BuiltinFunction(
    string Name,
    int MinArguments,
    int MaxArguments,
    Func<TemplateRun, TemplateValue[], TemplateValue> Invoke)
{
    public const int Unlimited = int.MaxValue;

    /// <summary>How many arguments it takes, in words.</summary>
    public string Arity => MaxArguments == Unlimited ? $"at least {MinArguments}" : $"{MinArguments}";
}
