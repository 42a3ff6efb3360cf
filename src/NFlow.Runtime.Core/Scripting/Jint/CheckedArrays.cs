using System.Text;
using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Runtime;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>Array functions whose result or work can be a product of length and elements.</summary>
internal static class CheckedArrays
{
    private const int LongText = 4_096;

    /// <summary>Elements between two looks at the limits.</summary>
    private const int Stride = 256;

    public static JsValue Join(JintScope scope, Function? original, JsValue thisValue, JsValue[] arguments)
    {
        scope.Budget.ChargeOperations(1);
        var array = thisValue as ObjectInstance ?? scope.Engine.Intrinsics.Object.Construct([thisValue]);
        var separator = arguments.Length == 0 || arguments[0].IsUndefined() ? "," : TypeConverter.ToString(arguments[0]);
        if (!scope.Joining.Add(array))
            return JsString.Empty;
        try
        {
            return Join(scope, array, separator);
        }
        finally
        {
            scope.Joining.Remove(array);
        }
    }

    public static JsValue Concat(JintScope scope, Function? original, JsValue thisValue, JsValue[] arguments)
    {
        scope.Budget.ChargeOperations(1);
        var length = LengthOf(thisValue);
        foreach (var argument in arguments)
            length += LengthOf(argument);
        return length <= scope.MaxArrayLength ? scope.CallOriginal(original, thisValue, arguments) : throw scope.RangeError("Invalid array length");
    }

    /// <summary>Flattening can make much of little: an array that contains another many times over. Counts the elements first.</summary>
    public static JsValue Flat(JintScope scope, Function? original, JsValue thisValue, JsValue[] arguments)
    {
        scope.Budget.ChargeOperations(1);
        if (thisValue is JsArray array)
            EnsureFlat(scope, array, arguments.Length == 0 || arguments[0].IsUndefined() ? 1 : TypeConverter.ToIntegerOrInfinity(arguments[0]));
        return scope.CallOriginal(original, thisValue, arguments);
    }

    private static void EnsureFlat(JintScope scope, JsArray root, double depth)
    {
        var open = new Stack<(JsArray Array, double Depth)>([(root, depth)]);
        var count = 0L;
        while (open.TryPop(out var current))
        {
            scope.Budget.ChargeOperations(1 + current.Array.Length / Stride);
            for (var i = 0u; i < current.Array.Length; i++)
                if (current.Depth > 0 && current.Array[i] is JsArray inner)
                    open.Push((inner, current.Depth - 1));
                else if (++count > scope.MaxArrayLength)
                    throw scope.RangeError("Invalid array length");
        }
    }

    /// <summary>Searching for a long string compares it with every element: looks at the limits in between.</summary>
    public static JsValue Search(JintScope scope, Function? original, JsValue thisValue, JsValue[] arguments)
    {
        if (arguments.Length == 0 || arguments[0] is not JsString { Length: > LongText } wanted || thisValue is not JsArray array)
            return scope.CallOriginal(original, thisValue, arguments);

        var text = wanted.ToString();
        var found = -1;
        var isLast = original is { } function && function.Get("name").ToString() == "lastIndexOf";
        for (var i = 0u; i < array.Length; i++)
        {
            if (i % Stride == 0)
                scope.Budget.ChargeOperations(1);
            if (array[i] is JsString element && element.Length == text.Length && element.ToString() == text)
            {
                found = (int)i;
                if (!isLast)
                    break;
            }
        }

        return original!.Get("name").ToString() == "includes" ? found >= 0 ? JsBoolean.True : JsBoolean.False : JsNumber.Create(found);
    }

    /// <summary>Copies what claims to be an array before it looks at its elements.</summary>
    public static JsValue Copy(JintScope scope, Function? original, JsValue thisValue, JsValue[] arguments)
    {
        scope.Budget.ChargeOperations(1);
        return LengthOf(thisValue) <= scope.MaxArrayLength ? scope.CallOriginal(original, thisValue, arguments) : throw scope.RangeError("Invalid array length");
    }

    private static double LengthOf(JsValue value) =>
        value is JsArray array ? array.Length : value is ObjectInstance spread && TypeConverter.ToNumber(spread.Get("length")) is var length and > 0 ? length : 1;

    private static JsString Join(JintScope scope, ObjectInstance array, string separator)
    {
        var length = array is JsArray own ? own.Length : TypeConverter.ToLength(array.Get("length"));
        var result = new StringBuilder();
        for (var i = 0ul; i < length; i++)
        {
            if (i % Stride == 0)
                scope.Budget.ChargeOperations(Stride);
            var element = array is JsArray items ? items[(uint)i] : array.Get(JsNumber.Create((double)i));
            var text = element.IsUndefined() || element.IsNull() ? "" : TypeConverter.ToString(element);
            scope.EnsureStringLength((long)result.Length + separator.Length + text.Length);
            if (i > 0)
                result.Append(separator);
            result.Append(text);
        }

        return JsString.Create(result.ToString());
    }
}
