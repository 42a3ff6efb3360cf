using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>
/// What lists every property of a value in one step of the engine: strings, arrays and typed arrays have one for each element, some
/// hundred bytes each while they are listed. Refuses, before it is done, what the run's memory could not hold.
/// </summary>
internal static class CheckedEnumeration
{
    /// <summary>Global that stands in front of the source of an object spread; gives back its last argument.</summary>
    public const string Spread = Prefix + "spread";

    /// <summary>Global that stands in front of what a <c>for in</c> loop lists; gives back its last argument.</summary>
    public const string Keys = Prefix + "keys";

    /// <summary>Global that holds the key which an object pattern reads before its rest.</summary>
    public const string Rest = Prefix + "rest";

    /// <summary>Start of the names that the runtime writes into scripts.</summary>
    public const string Prefix = "$nflow_";

    /// <summary>The key that an object pattern reads before its rest. Belongs to no engine; made where no script was before.</summary>
    private static readonly JsValue Key = new Engine().Evaluate("Symbol('rest')");

    private const int BytesPerKey = 80;

    /// <summary>A key and the property made of it.</summary>
    private const int BytesPerProperty = 320;

    /// <summary>Elements that are not worth a look.</summary>
    private const long Few = 1_000;

    /// <summary>Objects whose prototypes a <c>for in</c> loop lists too.</summary>
    private const int MaxPrototypes = 1_000;

    private static readonly CheckedFunction OfSpread = new(Spread, 1, static (scope, _, _, arguments) => Last(scope, arguments, BytesPerProperty));

    private static readonly CheckedFunction OfKeys = new(Keys, 1, static (scope, _, _, arguments) =>
    {
        var listed = Last(scope, arguments, BytesPerKey);
        for (var (holder, depth) = ((listed as ObjectInstance)?.Prototype, 0); holder is not null && depth < MaxPrototypes; holder = holder.Prototype, depth++)
            Ensure(scope, holder, BytesPerKey);
        return listed;
    });

    /// <summary>Puts in place what rewritten scripts refer to. Whatever a script has done to these names before, they are the runtime's from now on.</summary>
    public static void Apply(JintScope scope)
    {
        var engine = scope.Engine;
        // Asked for on the source of a rest element: the text, array or object itself, or what it inherits from.
        var look = new GetSetPropertyDescriptor(
            new ClrFunction(engine, Rest, (source, _) =>
            {
                Ensure(scope, source, BytesPerProperty);
                return JsNumber.Create(0);
            }),
            JsValue.Undefined,
            enumerable: false,
            configurable: false);
        engine.Intrinsics.Object.PrototypeObject.FastSetProperty(Key, look);
        Originals.StringPrototype(engine).FastSetProperty(Key, look);
        var global = engine.Global;
        global.FastSetProperty(Rest, new PropertyDescriptor(Key, PropertyFlag.AllForbidden));
        global.FastSetProperty(Spread, new PropertyDescriptor(OfSpread.Create(scope, null), PropertyFlag.AllForbidden));
        global.FastSetProperty(Keys, new PropertyDescriptor(OfKeys.Create(scope, null), PropertyFlag.AllForbidden));
    }

    /// <summary>For built-ins that list the keys or values of their arguments.</summary>
    public static JsValue List(JintScope scope, Function? original, JsValue thisValue, JsValue[] arguments)
    {
        if (arguments.Length > 0 && arguments[0] is JsString text && text.Length > scope.MaxArrayLength)
            throw scope.RangeError("Invalid array length");
        return Call(scope, original, thisValue, arguments, BytesPerKey);
    }

    /// <summary>For built-ins that make or change a property for each that their arguments have.</summary>
    public static JsValue Copy(JintScope scope, Function? original, JsValue thisValue, JsValue[] arguments) =>
        Call(scope, original, thisValue, arguments, BytesPerProperty);

    /// <summary>A proxy hides what it stands for, so that must be small enough to be listed.</summary>
    public static JsValue[] EnsureTarget(JintScope scope, JsValue[] arguments)
    {
        if (arguments.Length > 0)
            Ensure(scope, arguments[0], BytesPerProperty);
        return arguments;
    }

    /// <summary>Refuses to list what memory could not hold.</summary>
    public static void EnsureListable(JintScope scope, JsValue value) => Ensure(scope, value, BytesPerKey);

    private static JsValue Call(JintScope scope, Function? original, JsValue thisValue, JsValue[] arguments, int bytesEach)
    {
        scope.Budget.ChargeOperations(1);
        foreach (var argument in arguments)
            Ensure(scope, argument, bytesEach);
        return scope.CallOriginal(original, thisValue, arguments);
    }

    private static JsValue Last(JintScope scope, JsValue[] arguments, int bytesEach)
    {
        var value = arguments.Length == 0 ? JsValue.Undefined : arguments[^1];
        Ensure(scope, value, bytesEach);
        return value;
    }

    private static void Ensure(JintScope scope, JsValue value, int bytesEach)
    {
        var count = Count(value);
        if (count > Few)
            scope.Budget.EnsureMemory(count * bytesEach);
    }

    private static long Count(JsValue value) => value switch
    {
        JsString text => text.Length,
        JsArray array => array.Length,
        JsTypedArray numbers => numbers.Length,
        IJsPrimitive { PrimitiveValue: JsString text } => text.Length,
        _ => 0,
    };
}
