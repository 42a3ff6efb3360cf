using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>
/// Writes plain data as <c>JSON.stringify</c> does, in one walk that runs no script code; leaves everything else to it. Most payloads are plain,
/// and this takes a third of the time and no turn.
/// </summary>
/// <remarks>
/// Plain are objects and arrays of the engine's own prototypes with data properties, none of them <c>toJSON</c>, and the values in them. Keys
/// that look like an index are not: they would have to be sorted. What is too deep or too long is left to the checked way, which knows the error.
/// </remarks>
internal ref struct PlainJson
{
    private const int KeptLength = 64 * 1024;
    private const double LargestInteger = 9_007_199_254_740_991;

    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(value => (char)value), '"', '\\', .. Enumerable.Range(0xD800, 0x800).Select(value => (char)value)]);
    private static readonly JsString ToJson = new("toJSON");

    [ThreadStatic]
    private static byte[]? _kept;

    private readonly Engine _engine;
    private readonly ObjectInstance _objectPrototype;
    private ObjectInstance? _arrayPrototype;
    private readonly int _maxDepth;
    private readonly int _maxLength;
    private byte[] _buffer;
    private int _length;

    private PlainJson(Engine engine, int maxDepth, int maxLength)
    {
        _engine = engine;
        _objectPrototype = engine.Intrinsics.Object.PrototypeObject;
        _maxDepth = maxDepth;
        _maxLength = maxLength;
        _buffer = _kept ?? new byte[1024];
    }

    /// <summary>Writes a value.</summary>
    /// <returns>The text, valid until this thread writes the next; false when the value is not plain.</returns>
    public static bool TryWrite(Engine engine, JsValue value, int maxDepth, int maxLength, out ReadOnlySpan<byte> text)
    {
        var writer = new PlainJson(engine, maxDepth, maxLength);
        var isPlain = writer.HasPlainObjects() && !value.IsUndefined() && writer.TryWrite(value, 0) && writer._length <= maxLength;
        text = isPlain ? writer._buffer.AsSpan(0, writer._length) : default;
        if (writer._buffer.Length <= KeptLength)
            _kept = writer._buffer;
        return isPlain;
    }

    private readonly bool HasPlainObjects() => !_objectPrototype.HasOwnProperty(ToJson) && _objectPrototype.Prototype is null;

    /// <summary>Asked at the first array: the engine makes the prototype's members when they are first looked at.</summary>
    private bool HasPlainArrays()
    {
        if (_arrayPrototype is not null)
            return true;
        var prototype = _engine.Intrinsics.Array.PrototypeObject;
        if (prototype.HasOwnProperty(ToJson) || !ReferenceEquals(prototype.Prototype, _objectPrototype))
            return false;
        _arrayPrototype = prototype;
        return true;
    }

    private bool TryWrite(JsValue value, int depth)
    {
        if (_length > _maxLength)
            return false;
        switch (value)
        {
            case JsString text:
                if (text.Length > _maxLength)
                    return false;
                Write(text.ToString());
                return true;
            case JsNumber number:
                Write(number);
                return true;
            case JsBoolean:
                Write(ReferenceEquals(value, JsBoolean.True) ? "true"u8 : "false"u8);
                return true;
            case JsArray array:
                return depth < _maxDepth && TryWrite(array, depth + 1);
            case JsObject item:
                return depth < _maxDepth && TryWrite(item, depth + 1);
            default:
                if (!value.IsNull())
                    return false;
                Write("null"u8);
                return true;
        }
    }

    private bool TryWrite(JsObject value, int depth)
    {
        if (!ReferenceEquals(value.Prototype, _objectPrototype))
            return false;
        Write("{"u8);
        var isFirst = true;
        foreach (var (key, property) in value.GetOwnProperties())
        {
            if (!property.Enumerable || key is not JsString name)
                continue;
            var text = name.ToString();
            if (!property.IsDataDescriptor() || text == "toJSON" || (text.Length > 0 && char.IsAsciiDigit(text[0])))
                return false;
            if (property.Value.IsUndefined())
                continue;
            if (!isFirst)
                Write(","u8);
            isFirst = false;
            Write(text);
            Write(":"u8);
            if (!TryWrite(property.Value, depth))
                return false;
        }

        Write("}"u8);
        return true;
    }

    private bool TryWrite(JsArray value, int depth)
    {
        if (!HasPlainArrays() || !ReferenceEquals(value.Prototype, _arrayPrototype) || value.HasOwnProperty(ToJson))
            return false;
        Write("["u8);
        for (var i = 0u; i < value.Length; i++)
        {
            if (i > 0)
                Write(","u8);
            // A hole shows what the prototype has at that index, which a script may have put there.
            if (!value.HasOwnProperty(JsNumber.Create(i)))
                return false;
            var item = value[i];
            if (item.IsUndefined())
                Write("null"u8);
            else if (!TryWrite(item, depth))
                return false;
        }

        Write("]"u8);
        return true;
    }

    private void Write(JsNumber value)
    {
        var number = value.AsNumber();
        if (!double.IsFinite(number))
        {
            Write("null"u8);
            return;
        }

        Reserve(32);
        int written;
        if (Math.Abs(number) <= LargestInteger && number == Math.Truncate(number))
            Utf8Formatter.TryFormat((long)number, _buffer.AsSpan(_length), out written);
        else if (!(Math.Abs(number) is >= 1e-4 and < 1e15) || !number.TryFormat(_buffer.AsSpan(_length), out written, "R", System.Globalization.CultureInfo.InvariantCulture))
            written = Encoding.ASCII.GetBytes(TypeConverter.ToString(value), _buffer.AsSpan(_length));
        _length += written;
    }

    private void Write(string text)
    {
        Write("\""u8);
        if (text.AsSpan().ContainsAny(Escaped))
        {
            WriteEscaped(text);
        }
        else
        {
            Reserve(text.Length * 3);
            Utf8.FromUtf16(text, _buffer.AsSpan(_length), out _, out var written);
            _length += written;
        }

        Write("\""u8);
    }

    private void WriteEscaped(ReadOnlySpan<char> text)
    {
        Reserve(text.Length * 6);
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                _length += new Rune(character, text[++i]).EncodeToUtf8(_buffer.AsSpan(_length));
            else if (!Escaped.Contains(character))
                _length += new Rune(character).EncodeToUtf8(_buffer.AsSpan(_length));
            else
                WriteEscape(character);
        }
    }

    private void WriteEscape(char character)
    {
        ReadOnlySpan<byte> shortForm = character switch
        {
            '"' => "\\\""u8,
            '\\' => "\\\\"u8,
            '\b' => "\\b"u8,
            '\t' => "\\t"u8,
            '\n' => "\\n"u8,
            '\f' => "\\f"u8,
            '\r' => "\\r"u8,
            _ => default,
        };
        if (!shortForm.IsEmpty)
        {
            Write(shortForm);
            return;
        }

        Write("\\u"u8);
        Utf8Formatter.TryFormat((ushort)character, _buffer.AsSpan(_length), out _, new StandardFormat('x', 4));
        _length += 4;
    }

    private void Write(scoped ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Reserve(int count)
    {
        if (_length + count > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(_length + count, 2 * _buffer.Length));
    }
}
