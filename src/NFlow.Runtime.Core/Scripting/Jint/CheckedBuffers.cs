using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>Buffers and typed arrays that ask for memory before they take it.</summary>
internal static class CheckedBuffers
{
    /// <summary>The widest element of a typed array.</summary>
    private const int MaxElementBytes = 8;

    private static readonly string[] Resizing = ["resize", "transfer", "transferToFixedLength"];

    private static readonly PropertyDescriptor Gone = new(JsValue.Undefined, PropertyFlag.AllForbidden);

    /// <summary><c>from</c> and <c>of</c> of all typed arrays.</summary>
    public static CheckedFunction[] OfTypedArrays { get; } =
    [
        new("from", 1, From, NeedsOriginal: true),
        new("of", 0, Of, NeedsOriginal: true),
    ];

    public static JsValue WrapBuffer(JintScope scope, JsValue constructor)
    {
        var prototype = (ObjectInstance)constructor.Get("prototype");
        foreach (var name in Resizing)
            prototype.FastSetProperty(name, Gone);
        return CheckedConstructor.Replace(scope, constructor, static (owner, given) =>
        {
            Ensure(owner, Number(given), 1);
            return given.Length > 1 ? [given[0]] : given;
        });
    }

    public static JsValue WrapTypedArray(JintScope scope, JsValue constructor)
    {
        var bytes = (int)TypeConverter.ToNumber(constructor.Get("BYTES_PER_ELEMENT"));
        return CheckedConstructor.Replace(scope, constructor, (owner, given) =>
        {
            var count = given.Length == 0 || given[0] is not ObjectInstance source ? Number(given) : source.IsArrayBuffer() ? ViewOf(source, given, bytes) : LengthOf(source);
            Ensure(owner, count, bytes);
            EnsureLength(owner, count);
            return given.Length > 0 && given[0] is ObjectInstance iterable && !iterable.IsArrayBuffer() && !IsTypedArray(iterable) ? CheckedIteration.WithFirst(owner, given) : given;
        });
    }

    private static JsValue From(JintScope scope, Function? original, JsValue thisValue, JsValue[] arguments)
    {
        if (arguments.Length > 0 && arguments[0] is ObjectInstance source)
        {
            Ensure(scope, LengthOf(source), MaxElementBytes);
            EnsureLength(scope, LengthOf(source));
        }

        return CheckedIteration.CallOriginal(scope, original, thisValue, arguments);
    }

    private static JsValue Of(JintScope scope, Function? original, JsValue thisValue, JsValue[] arguments)
    {
        Ensure(scope, arguments.Length, MaxElementBytes);
        return CheckedFunction.CallOriginal(scope, original, thisValue, arguments);
    }

    /// <summary>Elements of a view of a buffer: as many as are asked for, else all of it.</summary>
    private static double ViewOf(ObjectInstance buffer, JsValue[] given, int bytes) =>
        given.Length > 2 && given[2].IsNumber() ? TypeConverter.ToNumber(given[2]) : Number([buffer.Get("byteLength")]) / bytes;

    private static bool IsTypedArray(ObjectInstance value) => value.Get("byteLength").IsNumber();

    private static double LengthOf(ObjectInstance source) => source.IsArrayBuffer() ? 0 : Number([source.Get("length")]);

    private static double Number(JsValue[] given) => given.Length > 0 && given[0].IsNumber() ? TypeConverter.ToNumber(given[0]) : 0;

    /// <summary>Each element is a property: as many as an array may have.</summary>
    private static void EnsureLength(JintScope scope, double count)
    {
        if (count > scope.MaxArrayLength)
            throw scope.RangeError("Invalid typed array length");
    }

    private static void Ensure(JintScope scope, double count, int bytes)
    {
        if (count > 0)
            scope.Budget.EnsureMemory((long)Math.Min(count * bytes, long.MaxValue / 4));
    }
}
