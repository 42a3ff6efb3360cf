using System.Runtime.CompilerServices;
using NFlow.Runtime.Templating.Lexing;
using NFlow.Runtime.Templating.Parsing.Syntax;

namespace NFlow.Runtime.Templating.Parsing;

/// <summary>Parses a template and everything it defines. Recursion is bounded by <see cref="GoTemplateOptions.MaxDepth"/>.</summary>
internal sealed class TemplateParser
{
    private readonly TemplateSource _source;
    private readonly TokenReader _tokens;
    private readonly PipelineParser _pipelines;
    private readonly Dictionary<string, NodeList> _definitions = new(StringComparer.Ordinal);
    private int _depth;
    private int _rangeDepth;

    private TemplateParser(TemplateSource source)
    {
        _source = source;
        _tokens = new TokenReader(source);
        _pipelines = new PipelineParser(source, _tokens);
    }

    /// <returns>The node lists by template name; the main one under <see cref="GoTemplateOptions.Name"/>.</returns>
    public static IReadOnlyDictionary<string, NodeList> Parse(TemplateSource source)
    {
        var parser = new TemplateParser(source);
        var main = parser.ParseMain();
        parser.Define(source.Options.Name, main, source.Text.Length);
        return parser._definitions;
    }

    private NodeList ParseMain()
    {
        var nodes = new List<Node>();
        while (_tokens.Peek().Kind != TokenKind.EndOfText)
        {
            var token = _tokens.Next();
            if (token.Kind == TokenKind.LeftDelimiter && _tokens.PeekNonSpace().Kind == TokenKind.Define)
            {
                _tokens.NextNonSpace();
                ParseDefinition();
                continue;
            }

            _tokens.PushBack(token);
            var node = ParseTextOrAction();
            if (node is EndNode)
                throw _source.SyntaxError(node.Position, $"unexpected {node.Describe()}");
            nodes.Add(node);
        }

        return new NodeList(nodes);
    }

    private void ParseDefinition()
    {
        var token = _tokens.NextNonSpace();
        var name = ParseName(token, "define clause");
        _tokens.Expect(TokenKind.RightDelimiter, "define clause");
        Define(name, ParseSeparateBody("define clause"), token.Position);
    }

    /// <summary>Parses up to <c>{{end}}</c> a body that shares no variables and no loops with its surroundings.</summary>
    private NodeList ParseSeparateBody(string where)
    {
        var outerVariables = _pipelines.Variables;
        var outerRangeDepth = _rangeDepth;
        _pipelines.Variables = new VariableScope();
        _rangeDepth = 0;
        var body = ParseList(out var end);
        if (end.IsElse)
            throw _source.SyntaxError(end.Position, $"unexpected {end.Describe()} in {where}");
        _pipelines.Variables = outerVariables;
        _rangeDepth = outerRangeDepth;
        return body;
    }

    private void Define(string name, NodeList body, int position)
    {
        if (!_definitions.TryGetValue(name, out var existing) || existing.IsBlank)
            _definitions[name] = body;
        else if (!body.IsBlank)
            throw _source.SyntaxError(position, $"template \"{name}\" is defined twice");
    }

    private NodeList ParseList(out EndNode end)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (++_depth > _source.Options.MaxDepth)
            throw _source.TooDeep(_tokens.Peek().Position);

        var nodes = new List<Node>();
        while (_tokens.PeekNonSpace().Kind != TokenKind.EndOfText)
        {
            var node = ParseTextOrAction();
            if (node is EndNode found)
            {
                end = found;
                _depth--;
                return new NodeList(nodes);
            }

            nodes.Add(node);
        }

        throw _source.SyntaxError(_source.Text.Length, "unexpected end of template: {{end}} is missing");
    }

    /// <summary>Parses a list whose variables end with it.</summary>
    private NodeList ParseScoped(out EndNode end)
    {
        var variables = _pipelines.Variables.Count;
        var list = ParseList(out end);
        _pipelines.Variables.Shrink(variables);
        return list;
    }

    private Node ParseTextOrAction()
    {
        var token = _tokens.NextNonSpace();
        return token.Kind switch
        {
            TokenKind.Text => new TextNode(token.Position, token.Text),
            TokenKind.LeftDelimiter => ParseAction(),
            _ => throw _tokens.Unexpected(token, "input"),
        };
    }

    private Node ParseAction()
    {
        var token = _tokens.NextNonSpace();
        switch (token.Kind)
        {
            case TokenKind.Block:
                return ParseBlock(token.Position);
            case TokenKind.Break or TokenKind.Continue:
                return ParseJump(token);
            case TokenKind.Else:
                return ParseElse(token.Position);
            case TokenKind.End:
                _tokens.Expect(TokenKind.RightDelimiter, "end");
                return new EndNode(token.Position, isElse: false);
            case TokenKind.If:
                return ParseBranch(token, isWith: false);
            case TokenKind.Range:
                return ParseRange(token.Position);
            case TokenKind.Template:
                return ParseTemplateCall(token.Position);
            case TokenKind.With:
                return ParseBranch(token, isWith: true);
            default:
                _tokens.PushBack(token);
                return new ActionNode(token.Position, _pipelines.Parse("command", TokenKind.RightDelimiter));
        }
    }

    private JumpNode ParseJump(Token token)
    {
        var node = new JumpNode(token.Position, token.Kind == TokenKind.Break);
        _tokens.Expect(TokenKind.RightDelimiter, node.Describe());
        return _rangeDepth > 0 ? node : throw _source.SyntaxError(token.Position, $"{node.Describe()} outside {{{{range}}}}");
    }

    private EndNode ParseElse(int position)
    {
        // "{{else if" and "{{else with" leave their word for the branch, which goes on with a further arm.
        if (_tokens.PeekNonSpace().Kind is not (TokenKind.If or TokenKind.With))
            _tokens.Expect(TokenKind.RightDelimiter, "else");
        return new EndNode(position, isElse: true);
    }

    private BranchNode ParseBranch(Token keyword, bool isWith)
    {
        var variables = _pipelines.Variables.Count;
        var arms = new List<BranchArm>();
        NodeList? otherwise = null;
        EndNode end;
        do
        {
            var condition = _pipelines.Parse(keyword.Text, TokenKind.RightDelimiter);
            arms.Add(new BranchArm(condition, ParseScoped(out end)));
        }
        while (end.IsElse && TryTakeFurtherArm(keyword.Kind));

        if (end.IsElse)
            otherwise = ParseElseBody();

        _pipelines.Variables.Shrink(variables);
        return new BranchNode(keyword.Position, isWith, arms, otherwise);
    }

    private bool TryTakeFurtherArm(TokenKind keyword)
    {
        if (_tokens.Peek().Kind != keyword)
            return false;
        _tokens.Next();
        return true;
    }

    private RangeNode ParseRange(int position)
    {
        var variables = _pipelines.Variables.Count;
        var pipeline = _pipelines.Parse("range", TokenKind.RightDelimiter);
        _rangeDepth++;
        var body = ParseScoped(out var end);
        _rangeDepth--;
        var otherwise = end.IsElse ? ParseElseBody() : null;
        _pipelines.Variables.Shrink(variables);
        return new RangeNode(position, pipeline, body, otherwise);
    }

    private NodeList ParseElseBody()
    {
        var body = ParseList(out var end);
        return end.IsElse ? throw _source.SyntaxError(end.Position, "expected {{end}}; found {{else}}") : body;
    }

    private TemplateCallNode ParseBlock(int position)
    {
        var token = _tokens.NextNonSpace();
        var name = ParseName(token, "block clause");
        var argument = _pipelines.Parse("block clause", TokenKind.RightDelimiter);
        Define(name, ParseSeparateBody("block clause"), token.Position);
        return new TemplateCallNode(position, name, argument);
    }

    private TemplateCallNode ParseTemplateCall(int position)
    {
        var name = ParseName(_tokens.NextNonSpace(), "template clause");
        var token = _tokens.NextNonSpace();
        if (token.Kind == TokenKind.RightDelimiter)
            return new TemplateCallNode(position, name, null);

        _tokens.PushBack(token);
        return new TemplateCallNode(position, name, _pipelines.Parse("template clause", TokenKind.RightDelimiter));
    }

    private string ParseName(Token token, string where) => token.Kind is TokenKind.QuotedString or TokenKind.RawString
        ? Literal.ReadString(_source, token)
        : throw _tokens.Unexpected(token, where);
}
