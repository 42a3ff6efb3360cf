using System.Buffers;
using System.Runtime.CompilerServices;

namespace NFlow.Runtime.Templating.Execution;

/// <summary>Grows up to a limit, in memory it gives back when disposed.</summary>
internal sealed class TextBuffer(int maxLength) : IDisposable
{
    private const int InitialLength = 1024;

    private char[] _chars = [];

    public int Length { get; private set; }

    public ReadOnlySpan<char> Span => _chars.AsSpan(0, Length);

    public void Append(char value)
    {
        if (Length == _chars.Length)
            Grow(1);
        _chars[Length++] = value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(ReadOnlySpan<char> text)
    {
        if (text.Length > _chars.Length - Length)
            Grow(text.Length);
        text.CopyTo(_chars.AsSpan(Length));
        Length += text.Length;
    }

    public void Append(char value, int count)
    {
        if (count <= 0)
            return;
        if (count > _chars.Length - Length)
            Grow(count);
        _chars.AsSpan(Length, count).Fill(value);
        Length += count;
    }

    public void Append<T>(T value, ReadOnlySpan<char> format = default)
        where T : ISpanFormattable
    {
        Span<char> digits = stackalloc char[40];
        if (!value.TryFormat(digits, out var written, format, System.Globalization.CultureInfo.InvariantCulture))
            throw new InvalidOperationException("A number is never longer than 40 characters.");
        Append(digits[..written]);
    }

    /// <summary>An empty buffer with the same limit, for the caller to dispose.</summary>
    public TextBuffer CreateScratch() => new(maxLength);

    public void Clear() => Length = 0;

    public void RemoveAt(int index)
    {
        _chars.AsSpan(index + 1, Length - index - 1).CopyTo(_chars.AsSpan(index));
        Length--;
    }

    public override string ToString() => Span.ToString();

    public void Dispose()
    {
        if (_chars.Length > 0)
            ArrayPool<char>.Shared.Return(_chars);
        _chars = [];
        Length = 0;
    }

    private void Grow(int more)
    {
        if (more > maxLength - Length)
            throw TemplateFaultException.Limit($"the output, or a text built for it, is longer than {maxLength} characters");

        // The pool rounds up, so the limit is what the request says, not what the array holds.
        var wanted = (int)Math.Min(Math.Max((long)_chars.Length * 2, InitialLength), maxLength);
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(wanted, Length + more));
        Span.CopyTo(larger);
        if (_chars.Length > 0)
            ArrayPool<char>.Shared.Return(_chars);
        _chars = larger;
    }
}
