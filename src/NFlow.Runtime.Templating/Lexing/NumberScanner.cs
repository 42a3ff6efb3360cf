namespace NFlow.Runtime.Templating.Lexing;

/// <summary>Finds the end of something that looks like a number; whether it is one is decided when it is read.</summary>
internal ref struct NumberScanner(ReadOnlySpan<char> text, int position)
{
    private const string Decimal = "0123456789_";
    private const string Hexadecimal = "0123456789abcdefABCDEF_";

    private readonly ReadOnlySpan<char> _text = text;
    private int _position = position;

    public int Scan()
    {
        Accept("+-");
        var digits = Decimal;
        if (Accept("0"))
        {
            if (Accept("xX"))
                digits = Hexadecimal;
            else if (Accept("oO"))
                digits = "01234567_";
            else if (Accept("bB"))
                digits = "01_";
        }

        AcceptAll(digits);
        if (Accept("."))
            AcceptAll(digits);
        if ((digits == Decimal && Accept("eE")) || (digits == Hexadecimal && Accept("pP")))
        {
            Accept("+-");
            AcceptAll(Decimal);
        }

        Accept("i");
        return _position;
    }

    private bool Accept(string accepted)
    {
        if (_position == _text.Length || !accepted.Contains(_text[_position]))
            return false;
        _position++;
        return true;
    }

    private void AcceptAll(string accepted)
    {
        while (Accept(accepted))
        {
        }
    }
}
