using NFlow.Runtime.Templating.Lexing;

namespace NFlow.Runtime.Templating.Parsing;

/// <summary>The tokens of a template with three of look-ahead, which declarations need because space is a token.</summary>
internal sealed class TokenReader(TemplateSource source)
{
    private readonly Lexer _lexer = new(source);
    private readonly Stack<Token> _pushedBack = new();

    public Token Next() => _pushedBack.TryPop(out var token) ? token : _lexer.Next();

    public Token NextNonSpace()
    {
        var token = Next();
        while (token.Kind == TokenKind.Space)
            token = Next();
        return token;
    }

    public Token Peek()
    {
        var token = Next();
        PushBack(token);
        return token;
    }

    public Token PeekNonSpace()
    {
        var token = NextNonSpace();
        PushBack(token);
        return token;
    }

    public void PushBack(Token token) => _pushedBack.Push(token);

    public void Expect(TokenKind kind, string where)
    {
        var token = NextNonSpace();
        if (token.Kind != kind)
            throw Unexpected(token, where);
    }

    public GoTemplateException Unexpected(Token token, string where) =>
        source.SyntaxError(token.Position, $"unexpected {token} in {where}");
}
