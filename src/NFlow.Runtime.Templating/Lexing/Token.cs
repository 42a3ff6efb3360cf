namespace NFlow.Runtime.Templating.Lexing;

internal readonly record struct Token(TokenKind Kind, int Position, string Text)
{
    public override string ToString() => Kind switch
    {
        TokenKind.EndOfText => "end of template",
        TokenKind.Text => "text",
        TokenKind.LeftDelimiter => "{{",
        TokenKind.RightDelimiter => "}}",
        TokenKind.Space => "space",
        _ => Text.Length > 24 ? $"\"{Text.AsSpan(0, 24)}…\"" : $"\"{Text}\"",
    };
}
