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
            Ensure(owner, given.Length > 0 && given[0] is ObjectInstance source ? LengthOf(source) : Number(given), bytes);
            return given.Length > 0 && given[0] is ObjectInstance iterable && !iterable.IsArrayBuffer() && !IsTypedArray(iterable) ? CheckedIteration.WithFirst(owner, given) : given;
        });
    }

    private static JsValue From(JintScope scope, Function? original, JsValue thisValue, JsValue[] arguments)
    {
        if (arguments.Length > 0 && arguments[0] is ObjectInstance source)
            Ensure(scope, LengthOf(source), MaxElementBytes);
        return CheckedIteration.CallOriginal(scope, original, thisValue, arguments);
    }

    private static JsValue Of(JintScope scope, Function? original, JsValue thisValue, JsValue[] arguments)
    {
        Ensure(scope, arguments.Length, MaxElementBytes);
        return CheckedFunction.CallOriginal(scope, original, thisValue, arguments);
    }

    private static bool IsTypedArray(ObjectInstance value) => value.Get("byteLength").IsNumber();

    private static double LengthOf(ObjectInstance source) => source.IsArrayBuffer() ? 0 : Number([source.Get("length")]);

    private static double Number(JsValue[] given) => given.Length > 0 && given[0].IsNumber() ? TypeConverter.ToNumber(given[0]) : 0;

    private static void Ensure(JintScope scope, double count, int bytes)
    {
        if (count > 0)
            scope.Budget.EnsureMemory((long)Math.Min(count * bytes, long.MaxValue / 4));
    }
}
