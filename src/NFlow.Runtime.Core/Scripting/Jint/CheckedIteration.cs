using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Native.Symbol;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>
/// Iterables for native consumers. An iterator whose <c>next</c> is itself a built-in executes no statement that could be counted, so a
/// consumer that does not look at the limits would never end: each step is made to look.
/// </summary>
internal static class CheckedIteration
{
    private static readonly JsString Next = new("next");
    private static readonly JsString Return = new("return");
    private static readonly JsString Size = new("size");
    private static readonly JsString Has = new("has");
    private static readonly JsString Keys = new("keys");

    /// <summary>Calls the original with its first argument made to look at the limits.</summary>
    public static JsValue CallOriginal(JintScope scope, Function? original, JsValue thisValue, JsValue[] arguments)
    {
        scope.Budget.ChargeOperations(1);
        return scope.CallOriginal(original, thisValue, WithFirst(scope, arguments));
    }

    /// <summary>The same arguments, the first of which looks at the limits at each of its steps.</summary>
    public static JsValue[] WithFirst(JintScope scope, JsValue[] arguments) =>
        arguments.Length == 0 ? arguments : arguments[0] switch
        {
            ObjectInstance iterable => [Wrap(scope, iterable), .. arguments.AsSpan(1)],
            JsString { Length: > LongText } text => [Wrap(scope, scope.Engine.Intrinsics.Object.Construct([text])), .. arguments.AsSpan(1)],
            _ => arguments,
        };

    /// <summary>An iterator that goes on as another does, and looks at the limits at each step.</summary>
    public static JsValue WrapIterator(JintScope scope, JsValue made)
    {
        var wrapped = CheckedIterator(scope, made);
        if (wrapped is JsObject own && made is ObjectInstance { Prototype: { } prototype })
            own.Prototype = prototype;
        return wrapped;
    }

    /// <summary>Set algebra asks the other set for its keys, and makes a set of up to both.</summary>
    public static JsValue CombineSets(JintScope scope, Function? original, JsValue thisValue, JsValue[] arguments)
    {
        scope.Budget.ChargeOperations(1);
        if (arguments.Length == 0 || arguments[0] is not ObjectInstance other || thisValue is not ObjectInstance own)
            return scope.CallOriginal(original, thisValue, arguments);

        var (size, has, keys) = (other.Get(Size), other.Get(Has), other.Get(Keys));
        scope.Budget.EnsureMemory((long)(CountOf(own.Get(Size)) + CountOf(size)) * BytesPerEntry);
        var checkedSet = new JsObject(scope.Engine);
        Add(checkedSet, Size, size);
        Add(checkedSet, Has, !has.IsCallable() ? has : Native(scope, "has", (_, given) => scope.CallOriginal(has, other, given)));
        Add(checkedSet, Keys, !keys.IsCallable() ? keys : Native(scope, "keys", (_, _) => CheckedIterator(scope, scope.CallOriginal(keys, other, []))));
        return scope.CallOriginal(original, thisValue, [checkedSet]);
    }

    private const int BytesPerEntry = 48;

    /// <summary>Characters from which on a text is worth a look at each.</summary>
    private const int LongText = 1_000;

    private static ObjectInstance Wrap(JintScope scope, ObjectInstance iterable)
    {
        if (iterable.Get(GlobalSymbolRegistry.Iterator) is not { } iterate || !iterate.IsCallable())
            return iterable;
        var checkedIterable = new JsObject(scope.Engine);
        Add(checkedIterable, GlobalSymbolRegistry.Iterator, Native(scope, "[Symbol.iterator]", (_, _) => CheckedIterator(scope, scope.CallOriginal(iterate, iterable, []))));
        return checkedIterable;
    }

    private static JsValue CheckedIterator(JintScope scope, JsValue made)
    {
        if (made is not ObjectInstance iterator)
            return made;
        var next = iterator.Get(Next);
        var checkedIterator = new JsObject(scope.Engine);
        Add(checkedIterator, Next, Native(scope, "next", (_, given) =>
        {
            scope.Budget.ChargeOperations(1);
            return scope.CallOriginal(next, iterator, given);
        }));
        Add(checkedIterator, Return, Native(scope, "return", (_, given) =>
            iterator.Get(Return) is var close && close.IsCallable() ? scope.CallOriginal(close, iterator, given) : new JsObject(scope.Engine)));
        return checkedIterator;
    }

    private static double CountOf(JsValue size) => size.IsNumber() && TypeConverter.ToNumber(size) is > 0 and < int.MaxValue and var count ? count : 0;

    private static ClrFunction Native(JintScope scope, string name, Func<JsValue, JsValue[], JsValue> body) => new(scope.Engine, name, (thisValue, arguments) => body(thisValue, arguments));

    private static void Add(JsObject target, JsValue key, JsValue value) =>
        target.FastSetProperty(key, new PropertyDescriptor(value, PropertyFlag.ConfigurableEnumerableWritable));
}
