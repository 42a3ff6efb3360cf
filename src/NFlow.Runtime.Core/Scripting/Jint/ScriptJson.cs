using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Jint;
using Jint.Native;
using Jint.Native.Json;
using Jint.Runtime;
using JsonSerializer = Jint.Native.Json.JsonSerializer;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>JSON in and out of one script world, as UTF-8, bounded in size and depth.</summary>
internal sealed class ScriptJson(JintScope scope, Engine engine, ScriptLimits limits)
{
    private JsonSerializer? _serializer;
    private JsonParser? _parser;

    /// <summary>Writes a value as <c>JSON.stringify</c> does; false when there is nothing to write.</summary>
    public bool Write(JsValue value, IBufferWriter<byte> writer, bool escapeHtml, string indent)
    {
        if (indent.Length == 0 && PlainJson.TryWrite(engine, value, limits.MaxJsonDepth, limits.MaxResponseBytes, out var plain))
        {
            HtmlSafeJson.Copy(plain, writer, escapeHtml);
            return true;
        }

        JsonSize.Ensure(scope, value, limits.MaxResponseBytes, LimitNames.Response, limits.MaxJsonDepth, indent.Length);
        _serializer ??= new JsonSerializer(engine);
        var bounded = new BoundedWriter(limits.MaxResponseBytes, LimitNames.Response);
        var written = indent.Length == 0
            ? _serializer.Serialize(value, bounded)
            : _serializer.Serialize(value, JsValue.Undefined, indent, bounded);
        if (written)
            HtmlSafeJson.Copy(bounded.WrittenSpan, writer, escapeHtml);
        return written;
    }

    /// <summary>A value as a JSON element; of kind Undefined when it has none.</summary>
    public JsonElement ToElement(JsValue value) => ToElement(WritePayload(value));

    /// <summary>A value as JSON text; empty when it has none.</summary>
    public byte[] ToText(JsValue value) => WritePayload(value).ToArray();

    /// <summary>JSON text as an element; of kind Undefined when it is empty.</summary>
    public JsonElement ToElement(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return default;
        if (text.IndexOf(LoneSurrogates.EscapeStart) >= 0)
            text = LoneSurrogates.Replace(text);
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = limits.MaxJsonDepth });
        try
        {
            return JsonElement.ParseValue(ref reader);
        }
        catch (JsonException)
        {
            throw new JavaScriptException(engine.Intrinsics.Error, $"JSON is nested deeper than {limits.MaxJsonDepth} levels.");
        }
    }

    /// <summary>A host's value as the script sees it.</summary>
    public JsValue Read(HostValue value) => value.Kind switch
    {
        HostValueKind.Undefined => JsValue.Undefined,
        HostValueKind.Null => JsValue.Null,
        HostValueKind.Boolean => value.Number != 0 ? JsBoolean.True : JsBoolean.False,
        HostValueKind.Number => JsNumber.Create(value.Number),
        HostValueKind.String => JsString.Create(value.Text),
        HostValueKind.Bytes => ToArray(value.Bytes.Span),
        _ when value.Element is { } element => Parse(element),
        _ when value.JsonText is { } text => Parse(text),
        _ => Parse(value.Utf8Json!),
    };

    public JsValue Parse(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Undefined => JsValue.Undefined,
        JsonValueKind.Null => JsValue.Null,
        JsonValueKind.True => JsBoolean.True,
        JsonValueKind.False => JsBoolean.False,
        JsonValueKind.String => JsString.Create(element.GetString()!),
        JsonValueKind.Number => JsNumber.Create(element.GetDouble()),
        _ => Parse(JsonMarshal.GetRawUtf8Value(element)),
    };

    public JsValue Parse(ReadOnlySpan<byte> utf8) => Parser.Parse(utf8);

    public JsValue Parse(string text) => Parser.Parse(text);

    /// <summary>A value that is plain data as JSON text, valid until this thread writes the next. Runs no script code, so it needs no turn.</summary>
    public bool TryWritePlain(JsValue value, out ReadOnlySpan<byte> text) => PlainJson.TryWrite(engine, value, limits.MaxJsonDepth, limits.MaxPayloadBytes, out text);

    private ReadOnlySpan<byte> WritePayload(JsValue value)
    {
        JsonSize.Ensure(scope, value, limits.MaxPayloadBytes, LimitNames.Payload, limits.MaxJsonDepth);
        _serializer ??= new JsonSerializer(engine);
        var bounded = new BoundedWriter(limits.MaxPayloadBytes, LimitNames.Payload);
        return _serializer.Serialize(value, bounded) ? bounded.WrittenSpan : default;
    }

    private JsonParser Parser => _parser ??= new JsonParser(engine, limits.MaxJsonDepth);

    private JsArray ToArray(ReadOnlySpan<byte> bytes)
    {
        var items = new JsValue[bytes.Length];
        for (var i = 0; i < items.Length; i++)
            items[i] = JsNumber.Create(bytes[i]);
        return new JsArray(engine, items);
    }
}
