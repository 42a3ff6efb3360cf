using System.Buffers;
using System.Text;
using System.Text.Json;
using Jint;
using Jint.Native;
using Jint.Runtime;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>A call of a host function: reads the script's arguments as plain data.</summary>
internal sealed class JintHostCall(JintScope scope, HostFunction function, JsValue[] arguments) : HostCall
{
    public override RunContext Run => scope.Run;

    public override HostFunction Function => function;

    public override int Count => arguments.Length;

    public override HostValueKind KindOf(int index) => Argument(index) switch
    {
        var value when value.IsUndefined() => HostValueKind.Undefined,
        var value when value.IsNull() => HostValueKind.Null,
        var value when value.IsBoolean() => HostValueKind.Boolean,
        var value when value.IsNumber() => HostValueKind.Number,
        var value when value.IsString() => HostValueKind.String,
        var value when value.IsCallable() => HostValueKind.Function,
        var value when value.IsArray() => HostValueKind.Array,
        var value when value.IsUint8Array() || value.IsArrayBuffer() => HostValueKind.Bytes,
        JsObject => HostValueKind.Object,
        // A proxy of an array is one to JSON: host functions must not be told otherwise.
        var value when value.IsObject() => scope.Json.ToElement(value).ValueKind == JsonValueKind.Array ? HostValueKind.Array : HostValueKind.Object,
        _ => HostValueKind.Undefined,
    };

    public override string GetText(int index) => Argument(index) is var value && (value.IsUndefined() || value.IsNull()) ? "" : LoneSurrogates.Replace(TypeConverter.ToString(value));

    public override double GetNumber(int index) => TypeConverter.ToNumber(Argument(index));

    public override bool GetBoolean(int index) => TypeConverter.ToBoolean(Argument(index));

    public override JsonElement GetJson(int index) =>
        scope.Json.ToElement(Argument(index)) is var json && json.ValueKind == JsonValueKind.Undefined && Argument(index) is JsObject or JsArray ? NullJson : json;

    public override bool WriteJson(int index, IBufferWriter<byte> writer, bool escapeHtml = false, string indent = "") =>
        scope.Json.Write(Argument(index), writer, escapeHtml, indent);

    public override byte[] GetBytes(int index)
    {
        var value = Argument(index);
        if (value.IsUint8Array())
            return value.AsUint8Array();
        if (value.IsArrayBuffer())
            return value.AsArrayBuffer()!.ToArray();
        if (!value.IsArray())
            return Encoding.UTF8.GetBytes(GetText(index));
        var array = value.AsArray();
        var bytes = new byte[array.Length];
        for (var i = 0u; i < bytes.Length; i++)
            bytes[i] = (byte)TypeConverter.ToInt32(array[i]);
        return bytes;
    }

    /// <summary>Whether an argument is a symbol, which is of no kind.</summary>
    public bool IsSymbol(int index) => Argument(index).IsSymbol();

    /// <summary>Whether an argument is short, plain data, so that writing it as JSON runs no code of the script.</summary>
    public bool IsPlain(int index, int maxLength) => PlainData.Is(scope.Engine, Argument(index), maxLength);

    /// <summary>What is left of an object that says by <c>toJSON</c> that it has no JSON.</summary>
    private static readonly JsonElement NullJson = JsonElement.Parse("null");

    private JsValue Argument(int index) => index < arguments.Length ? arguments[index] : JsValue.Undefined;
}
