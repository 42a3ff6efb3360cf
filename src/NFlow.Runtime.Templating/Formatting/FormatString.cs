using System.Text;
using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating.Formatting;

/// <summary>The format of <c>printf</c>. Mistakes do not fail: they are spelled out in the result, as Go does.</summary>
internal ref struct FormatString(Formatter formatter, string format, ReadOnlySpan<TemplateValue> values)
{
    /// <summary>Go's limit for widths and precisions.</summary>
    private const int LargestNumber = 1_000_000;

    private readonly ReadOnlySpan<TemplateValue> _values = values;
    private int _position;
    private int _next;
    private bool _reordered;
    private bool _goodIndex;
    private bool _afterIndex;

    public void Write()
    {
        while (_position < format.Length)
        {
            var percent = format.IndexOf('%', _position);
            formatter.Output.Append(format.AsSpan(_position, (percent < 0 ? format.Length : percent) - _position));
            if (percent < 0)
                break;
            _position = percent + 1;
            WriteDirective();
        }

        if (!_reordered && _next < _values.Length)
            WriteExtra();
    }

    private void WriteDirective()
    {
        _goodIndex = true;
        _afterIndex = false;
        var flags = ReadFlags();
        ReadIndex();
        ReadWidth(ref flags);
        if (_position < format.Length && format[_position] == '.')
            ReadPrecision(ref flags);
        if (!_afterIndex)
            ReadIndex();
        if (_position >= format.Length)
        {
            formatter.Output.Append("%!(NOVERB)");
            return;
        }

        Rune.DecodeFromUtf16(format.AsSpan(_position), out var verb, out var length);
        _position += length;
        if (verb.Value == '%')
            formatter.Output.Append('%');
        else if (!_goodIndex)
            WriteProblem(verb.Value, "(BADINDEX)");
        else if (_next >= _values.Length)
            WriteProblem(verb.Value, "(MISSING)");
        else
            WriteValue(flags, verb.Value);
    }

    private void WriteValue(FormatFlags flags, int verb)
    {
        if (verb == 'v')
            flags = flags with { GoSyntax = flags.Sharp, Sharp = false, Plus = false };
        formatter.Write(_values[_next++], flags, verb);
    }

    private FormatFlags ReadFlags()
    {
        var flags = FormatFlags.Plain;
        for (; _position < format.Length; _position++)
        {
            switch (format[_position])
            {
                case '#':
                    flags.Sharp = true;
                    break;
                case '0':
                    flags.Zero = true;
                    break;
                case '+':
                    flags.Plus = true;
                    break;
                case '-':
                    flags.Minus = true;
                    break;
                case ' ':
                    flags.Space = true;
                    break;
                default:
                    return flags;
            }
        }

        return flags;
    }

    private void ReadWidth(ref FormatFlags flags)
    {
        if (!TryTakeStar())
        {
            flags.Width = ReadNumber();
            if (_afterIndex && flags.Width is not null)
                _goodIndex = false;
            return;
        }

        flags.Width = TakeNumber();
        if (flags.Width is null)
            formatter.Output.Append("%!(BADWIDTH)");
        if (flags.Width < 0)
            flags = flags with { Width = -flags.Width, Minus = true, Zero = false };
    }

    private void ReadPrecision(ref FormatFlags flags)
    {
        _position++;
        if (_afterIndex)
            _goodIndex = false;
        ReadIndex();
        if (!TryTakeStar())
        {
            flags.Precision = ReadNumber() ?? 0;
            return;
        }

        flags.Precision = TakeNumber();
        if (flags.Precision < 0)
            flags.Precision = null;
        if (flags.Precision is null)
            formatter.Output.Append("%!(BADPREC)");
    }

    private bool TryTakeStar()
    {
        if (_position >= format.Length || format[_position] != '*')
            return false;
        _position++;
        _afterIndex = false;
        return true;
    }

    /// <summary>The next argument as a width or precision.</summary>
    private int? TakeNumber()
    {
        if (_next >= _values.Length)
            return null;
        var value = _values[_next++];
        return value is { Kind: ValueKind.Integer, Integer: >= -LargestNumber and <= LargestNumber } ? (int)value.Integer : null;
    }

    private int? ReadNumber()
    {
        var start = _position;
        var number = 0;
        for (; _position < format.Length && char.IsAsciiDigit(format[_position]); _position++)
        {
            number = number * 10 + (format[_position] - '0');
            if (number > LargestNumber)
            {
                _position = format.Length;
                return null;
            }
        }

        return _position == start ? null : number;
    }

    /// <summary>Reads <c>[n]</c>, which names the argument to use.</summary>
    private void ReadIndex()
    {
        _afterIndex = false;
        if (_position >= format.Length || format[_position] != '[')
            return;

        _reordered = true;
        var end = format.IndexOf(']', _position);
        if (end < 0)
        {
            _position++;
            _goodIndex = false;
            return;
        }

        _position++;
        var number = ReadNumber();
        _afterIndex = number is not null && _position == end;
        _position = end + 1;
        if (_afterIndex && number > 0 && number <= _values.Length)
            _next = number.Value - 1;
        else
            _goodIndex = false;
    }

    private readonly void WriteProblem(int verb, string problem)
    {
        formatter.Output.Append("%!");
        TextFormat.AppendRune(formatter.Output, verb);
        formatter.Output.Append(problem);
    }

    private readonly void WriteExtra()
    {
        formatter.Output.Append("%!(EXTRA ");
        for (var i = _next; i < _values.Length; i++)
        {
            if (i > _next)
                formatter.Output.Append(", ");
            if (!_values[i].IsNil)
            {
                formatter.Output.Append(_values[i].TypeName);
                formatter.Output.Append('=');
            }

            formatter.Write(_values[i]);
        }

        formatter.Output.Append(')');
    }
}
