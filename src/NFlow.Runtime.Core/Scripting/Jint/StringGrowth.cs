using Acornima;
using Acornima.Ast;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>
/// Whether an expression may, in one statement, make much of little: join two strings of unknown length, or copy an array or object. Strings that only ever gain constants and numbers grow by a bounded
/// amount per statement, which sampling notices in time; strings that are joined to strings double, and thirty doublings are 2 GB.
/// </summary>
internal static class StringGrowth
{
    public static bool IsPossible(Node node) => node switch
    {
        NonLogicalBinaryExpression { Operator: Operator.Addition } sum => !IsShort(sum.Left) && !IsShort(sum.Right),
        AssignmentExpression { Operator: Operator.AdditionAssignment } sum => !IsShort(sum.Right),
        SpreadElement => true,
        TemplateLiteral template => Long(template.Expressions) > 1,
        _ => false,
    };

    private static int Long(in NodeList<Expression> expressions)
    {
        var count = 0;
        foreach (var expression in expressions)
            if (!IsShort(expression))
                count++;
        return count;
    }

    private static bool IsShort(Node node) => node switch
    {
        Literal => true,
        UpdateExpression => true,
        UnaryExpression => true,
        NonLogicalBinaryExpression { Operator: not Operator.Addition } => true,
        NonLogicalBinaryExpression { Operator: Operator.Addition } sum => IsShort(sum.Left) && IsShort(sum.Right),
        ConditionalExpression choice => IsShort(choice.Consequent) && IsShort(choice.Alternate),
        MemberExpression { Computed: false, Property: Identifier { Name: "length" } } => false,
        ParenthesizedExpression inner => IsShort(inner.Expression),
        SequenceExpression sequence => IsShort(sequence.Expressions[sequence.Expressions.Count - 1]),
        _ => false,
    };
}
