using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating.Execution.Functions;

/// <summary>Go's comparisons: only values of the same basic kind compare.</summary>
internal static class Comparison
{
    /// <summary>Whether the first value equals one of the others.</summary>
    public static bool IsAnyEqual(TemplateRun run, TemplateValue[] arguments)
    {
        if (arguments.Length == 1)
            throw new TemplateFaultException("error calling eq: missing argument for comparison");
        for (var i = 1; i < arguments.Length; i++)
        {
            if (IsEqual(run, arguments[0], arguments[i]))
                return true;
        }

        return false;
    }

    public static bool IsLessOrEqual(TemplateRun run, string name, in TemplateValue left, in TemplateValue right) =>
        IsLess(run, name, left, right) || IsEqual(run, left, right);

    public static bool IsLess(TemplateRun run, string name, in TemplateValue left, in TemplateValue right)
    {
        if (left.Kind != right.Kind && IsBasic(left) && IsBasic(right))
            throw Incompatible(name, left, right);

        switch (left.Kind)
        {
            case ValueKind.Integer when right.Kind == left.Kind:
                return left.Integer < right.Integer;
            case ValueKind.Float when right.Kind == left.Kind:
                return left.Float < right.Float;
            case ValueKind.Text when right.Kind == left.Kind:
                run.ChargeText(Math.Min(left.Text.Length, right.Text.Length));
                return Utf8Order.Compare(left.Text, right.Text) < 0;
            default:
                throw new TemplateFaultException($"error calling {name}: invalid type for comparison");
        }
    }

    private static bool IsEqual(TemplateRun run, in TemplateValue left, in TemplateValue right)
    {
        if (left.IsNil || right.IsNil)
            return left.IsNil && right.IsNil;
        if (left.Kind != right.Kind)
            throw Incompatible("eq", left, right);

        switch (left.Kind)
        {
            case ValueKind.Boolean:
                return left.Boolean == right.Boolean;
            case ValueKind.Integer:
                return left.Integer == right.Integer;
            case ValueKind.Float:
                return left.Float == right.Float;
            case ValueKind.Text:
                run.ChargeText(Math.Min(left.Text.Length, right.Text.Length));
                return left.Text == right.Text;
            default:
                throw new TemplateFaultException($"error calling eq: values of type {left.TypeName} can't be compared");
        }
    }

    private static bool IsBasic(in TemplateValue value) =>
        value.Kind is ValueKind.Boolean or ValueKind.Integer or ValueKind.Float or ValueKind.Text;

    private static TemplateFaultException Incompatible(string name, in TemplateValue left, in TemplateValue right) =>
        new($"error calling {name}: incompatible types for comparison: {left.TypeName} and {right.TypeName}");
}
