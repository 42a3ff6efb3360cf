using System.Runtime.CompilerServices;
using NFlow.Runtime.Templating.Execution.Functions;
using NFlow.Runtime.Templating.Lexing;
using NFlow.Runtime.Templating.Parsing.Syntax;
using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating.Parsing;

/// <summary>Parses what stands inside an action: declarations, commands and operands.</summary>
internal sealed class PipelineParser(TemplateSource source, TokenReader tokens)
{
    private int _depth;

    /// <summary>The variables visible where the parser stands.</summary>
    public VariableScope Variables { get; set; } = new();

    public Pipeline Parse(string where, TokenKind end)
    {
        var position = tokens.PeekNonSpace().Position;
        var targets = new List<Token>();
        var isAssignment = false;
        while (TryParseTarget(where, targets, ref isAssignment))
        {
        }

        var commands = new List<Command>();
        for (var token = tokens.NextNonSpace(); token.Kind != end; token = tokens.NextNonSpace())
        {
            if (!StartsOperand(token.Kind))
                throw tokens.Unexpected(token, where);
            tokens.PushBack(token);
            commands.Add(ParseCommand());
        }

        if (commands.Count == 0)
            throw source.SyntaxError(position, $"missing value for {where}");
        for (var i = 1; i < commands.Count; i++)
        {
            if (!commands[i].Head.IsExecutable)
                throw source.SyntaxError(commands[i].Position, $"non executable command in pipeline stage {i + 1}");
        }

        foreach (var target in targets)
            Declare(target, isAssignment);
        return new Pipeline(position, [.. targets.Select(target => target.Text)], isAssignment, commands);
    }

    /// <returns>Whether another target must follow.</returns>
    private bool TryParseTarget(string where, List<Token> targets, ref bool isAssignment)
    {
        var variable = tokens.PeekNonSpace();
        if (variable.Kind != TokenKind.Variable)
            return false;

        tokens.NextNonSpace();
        var afterVariable = tokens.Peek();
        var next = tokens.NextNonSpace();
        if (next.Kind is TokenKind.Assign or TokenKind.Declare)
        {
            isAssignment = next.Kind == TokenKind.Assign;
            targets.Add(variable);
            return false;
        }

        if (next is not { Kind: TokenKind.Punctuation, Text: "," })
        {
            // It was an argument: what stands behind it matters, "$x .y" is not "$x.y".
            tokens.PushBack(next);
            if (afterVariable.Kind == TokenKind.Space)
                tokens.PushBack(afterVariable);
            tokens.PushBack(variable);
            return false;
        }

        targets.Add(variable);
        if (where != "range" || targets.Count > 1)
            throw source.SyntaxError(next.Position, $"too many declarations in {where}");
        return tokens.PeekNonSpace().Kind is TokenKind.Variable
            ? true
            : throw source.SyntaxError(next.Position, "range can only initialize variables");
    }

    private void Declare(Token variable, bool isAssignment)
    {
        if (!isAssignment)
            Variables.Declare(variable.Text);
        else if (Variables.Find(variable.Text) < 0)
            throw Undefined(variable);
    }

    private GoTemplateException Undefined(Token variable) =>
        source.SyntaxError(variable.Position, $"undefined variable \"{variable.Text}\"");

    private static bool StartsOperand(TokenKind kind) => kind
        is TokenKind.Boolean or TokenKind.Character or TokenKind.Dot or TokenKind.Field or TokenKind.Identifier
        or TokenKind.Number or TokenKind.Nil or TokenKind.RawString or TokenKind.QuotedString or TokenKind.Variable
        or TokenKind.LeftParenthesis;

    private Command ParseCommand()
    {
        var position = tokens.PeekNonSpace().Position;
        var operands = new List<Operand>();
        while (true)
        {
            tokens.PeekNonSpace();
            if (ParseOperand() is { } operand)
                operands.Add(operand);

            var token = tokens.Next();
            if (token.Kind == TokenKind.Space)
                continue;
            if (token.Kind is TokenKind.RightDelimiter or TokenKind.RightParenthesis)
                tokens.PushBack(token);
            else if (token.Kind != TokenKind.Pipe)
                throw tokens.Unexpected(token, "operand");
            break;
        }

        return operands.Count == 0
            ? throw source.SyntaxError(position, "empty command")
            : new Command(position, operands[0], operands[1..]);
    }

    private Operand? ParseOperand()
    {
        if (ParseTerm() is not { } term)
            return null;

        var fields = new List<string>();
        while (tokens.Peek().Kind == TokenKind.Field)
            fields.Add(tokens.Next().Text[1..]);

        return (term, fields.Count) switch
        {
            (_, 0) => term,
            (FieldOperand field, _) => field with { Names = [.. field.Names, .. fields] },
            (VariableOperand variable, _) => variable with { Fields = [.. variable.Fields, .. fields] },
            (FunctionOperand or PipelineOperand, _) => new ChainOperand(term.Position, term, fields),
            _ => throw source.SyntaxError(term.Position, "unexpected . after a constant"),
        };
    }

    private Operand? ParseTerm()
    {
        var token = tokens.NextNonSpace();
        switch (token.Kind)
        {
            case TokenKind.Identifier:
                return BuiltinFunctions.Exists(token.Text)
                    ? new FunctionOperand(token.Position, token.Text)
                    : throw source.SyntaxError(token.Position, $"function \"{token.Text}\" is not defined");
            case TokenKind.Dot:
                return new DotOperand(token.Position);
            case TokenKind.Nil:
                return new NilOperand(token.Position);
            case TokenKind.Variable:
                return Variables.Find(token.Text) >= 0
                    ? new VariableOperand(token.Position, token.Text, [])
                    : throw Undefined(token);
            case TokenKind.Field:
                return new FieldOperand(token.Position, [token.Text[1..]]);
            case TokenKind.Boolean:
                return new ConstantOperand(token.Position, TemplateValue.FromBoolean(token.Text == "true"));
            case TokenKind.Character:
                return new ConstantOperand(token.Position, Literal.ReadCharacter(source, token));
            case TokenKind.Number:
                return new ConstantOperand(token.Position, Literal.ReadNumber(source, token));
            case TokenKind.QuotedString or TokenKind.RawString:
                return new ConstantOperand(token.Position, TemplateValue.FromText(Literal.ReadString(source, token)));
            case TokenKind.LeftParenthesis:
                return ParseParenthesized(token.Position);
            default:
                tokens.PushBack(token);
                return null;
        }
    }

    private PipelineOperand ParseParenthesized(int position)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (++_depth > source.Options.MaxDepth)
            throw source.TooDeep(position);
        var pipeline = Parse("parenthesized pipeline", TokenKind.RightParenthesis);
        _depth--;
        return new PipelineOperand(position, pipeline);
    }
}
