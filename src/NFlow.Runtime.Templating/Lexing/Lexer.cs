using NFlow.Runtime.Templating.Parsing;

namespace NFlow.Runtime.Templating.Lexing;

/// <summary>Cuts a template into tokens, on demand: text outside actions, words and punctuation inside them.</summary>
internal sealed class Lexer(TemplateSource source)
{
    private const string LeftDelimiter = "{{";
    private const string RightDelimiter = "}}";
    private const string CommentStart = "/*";
    private const string CommentEnd = "*/";

    private readonly string _text = source.Text;
    private int _position;
    private int _openParentheses;
    private bool _insideAction;

    public Token Next()
    {
        while (!_insideAction)
        {
            if (NextOutsideAction() is { } token)
                return token;
        }

        return NextInsideAction();
    }

    /// <returns>A token, or nothing when only trimmed space or a comment was passed.</returns>
    private Token? NextOutsideAction()
    {
        var start = _position;
        var delimiter = _text.IndexOf(LeftDelimiter, start, StringComparison.Ordinal);
        var end = delimiter < 0 ? _text.Length : delimiter;
        if (end == start)
            return delimiter < 0 ? new Token(TokenKind.EndOfText, start, "") : EnterAction();

        _position = end;
        if (delimiter >= 0 && HasLeftTrimMarker(end + LeftDelimiter.Length))
            end = start + _text.AsSpan(start, end - start).TrimEnd(Characters.Spaces).Length;

        return end == start ? null : new Token(TokenKind.Text, start, _text[start..end]);
    }

    private Token? EnterAction()
    {
        var start = _position;
        _position += LeftDelimiter.Length;
        if (HasLeftTrimMarker(_position))
            _position += 2;
        if (StartsWith(_position, CommentStart))
        {
            SkipComment(_position);
            return null;
        }

        _insideAction = true;
        _openParentheses = 0;
        return new Token(TokenKind.LeftDelimiter, start, LeftDelimiter);
    }

    private void SkipComment(int start)
    {
        var end = _text.IndexOf(CommentEnd, start + CommentStart.Length, StringComparison.Ordinal);
        if (end < 0)
            throw source.SyntaxError(start, "unclosed comment");

        _position = end + CommentEnd.Length;
        if (!AtRightDelimiter(out var trim))
            throw source.SyntaxError(_position, "comment ends before the closing delimiter");

        LeaveAction(trim);
    }

    private void LeaveAction(bool trim)
    {
        _position += RightDelimiter.Length + (trim ? 2 : 0);
        if (trim)
            _position = _text.Length - _text.AsSpan(_position).TrimStart(Characters.Spaces).Length;
        _insideAction = false;
    }

    private Token NextInsideAction()
    {
        var start = _position;
        if (AtRightDelimiter(out var trim))
        {
            if (_openParentheses > 0)
                throw source.SyntaxError(start, "unclosed left parenthesis");
            LeaveAction(trim);
            return new Token(TokenKind.RightDelimiter, start, RightDelimiter);
        }

        if (start == _text.Length)
            throw source.SyntaxError(start, "unclosed action");

        var current = _text[start];
        switch (current)
        {
            case ' ' or '\t' or '\r' or '\n':
                return Space();
            case '=':
                return Take(TokenKind.Assign, 1);
            case ':':
                return StartsWith(start, ":=") ? Take(TokenKind.Declare, 2) : throw source.SyntaxError(start, "expected :=");
            case '|':
                return Take(TokenKind.Pipe, 1);
            case '(':
                _openParentheses++;
                return Take(TokenKind.LeftParenthesis, 1);
            case ')':
                if (--_openParentheses < 0)
                    throw source.SyntaxError(start, "unexpected right parenthesis");
                return Take(TokenKind.RightParenthesis, 1);
            case '"':
                return Quoted(TokenKind.QuotedString, "unterminated quoted string");
            case '\'':
                return Quoted(TokenKind.Character, "unterminated character constant");
            case '`':
                return RawString();
            case '$':
                return FieldOrVariable(TokenKind.Variable);
            case '.' when start + 1 < _text.Length && !char.IsAsciiDigit(_text[start + 1]):
                return FieldOrVariable(TokenKind.Field);
            case '.' or '+' or '-' or (>= '0' and <= '9'):
                return Number();
        }

        if (Characters.WordLength(_text, start) > 0)
            return Word();
        if (current is > ' ' and < '\x7f')
            return Take(TokenKind.Punctuation, 1);
        throw source.SyntaxError(start, $"unrecognized character in action: {Characters.Describe(_text, start)}");
    }

    private Token Space()
    {
        var start = _position;
        var end = start;
        while (end < _text.Length && Characters.IsSpace(_text[end]))
            end++;

        // The space before "-}}" belongs to the trim marker.
        if (StartsWith(end, "-" + RightDelimiter))
            end--;
        return end == start ? NextInsideAction() : Take(TokenKind.Space, end - start);
    }

    private Token Quoted(TokenKind kind, string unterminated)
    {
        var start = _position;
        var quote = _text[start];
        for (var i = start + 1; i < _text.Length && _text[i] != '\n'; i++)
        {
            if (_text[i] == quote)
                return Take(kind, i + 1 - start);
            if (_text[i] == '\\' && (++i == _text.Length || _text[i] == '\n'))
                break;
        }

        throw source.SyntaxError(start, unterminated);
    }

    private Token RawString()
    {
        var end = _text.IndexOf('`', _position + 1);
        return end < 0
            ? throw source.SyntaxError(_position, "unterminated raw quoted string")
            : Take(TokenKind.RawString, end + 1 - _position);
    }

    private Token FieldOrVariable(TokenKind kind)
    {
        var length = 1 + Characters.WordLength(_text, _position + 1);
        RequireTerminator(_position + length);
        return length == 1 && kind == TokenKind.Field ? Take(TokenKind.Dot, 1) : Take(kind, length);
    }

    private Token Word()
    {
        var length = Characters.WordLength(_text, _position);
        RequireTerminator(_position + length);
        return Take(Keyword(_text.AsSpan(_position, length)), length);
    }

    private Token Number()
    {
        var scanner = new NumberScanner(_text, _position);
        var end = scanner.Scan();
        if (end == _position || Characters.WordLength(_text, end) > 0)
            throw source.SyntaxError(_position, "bad number syntax");
        if (_text[end - 1] == 'i')
            throw source.SyntaxError(_position, "complex numbers are not supported");
        if (end < _text.Length && _text[end] is '+' or '-')
            throw source.SyntaxError(_position, "bad number syntax");
        return Take(TokenKind.Number, end - _position);
    }

    private static TokenKind Keyword(ReadOnlySpan<char> word) => word switch
    {
        "true" or "false" => TokenKind.Boolean,
        "nil" => TokenKind.Nil,
        "block" => TokenKind.Block,
        "break" => TokenKind.Break,
        "continue" => TokenKind.Continue,
        "define" => TokenKind.Define,
        "else" => TokenKind.Else,
        "end" => TokenKind.End,
        "if" => TokenKind.If,
        "range" => TokenKind.Range,
        "template" => TokenKind.Template,
        "with" => TokenKind.With,
        _ => TokenKind.Identifier,
    };

    private void RequireTerminator(int position)
    {
        var terminated = position == _text.Length
            || Characters.IsSpace(_text[position])
            || _text[position] is '.' or ',' or '|' or ':' or ')' or '('
            || StartsWith(position, RightDelimiter);
        if (!terminated)
            throw source.SyntaxError(position, $"bad character {Characters.Describe(_text, position)}");
    }

    private bool AtRightDelimiter(out bool trim)
    {
        trim = _position < _text.Length && Characters.IsSpace(_text[_position]) && StartsWith(_position + 1, "-" + RightDelimiter);
        return trim || StartsWith(_position, RightDelimiter);
    }

    private bool HasLeftTrimMarker(int position) =>
        position + 1 < _text.Length && _text[position] == '-' && Characters.IsSpace(_text[position + 1]);

    private bool StartsWith(int position, string value) =>
        position <= _text.Length && _text.AsSpan(position).StartsWith(value, StringComparison.Ordinal);

    private Token Take(TokenKind kind, int length)
    {
        var token = new Token(kind, _position, _text.Substring(_position, length));
        _position += length;
        return token;
    }
}
