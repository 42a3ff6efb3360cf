using System.Text;
using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Runtime;
using JsonSerializer = Jint.Native.Json.JsonSerializer;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary><c>JSON</c> in bounds: text no longer than a string may be, revivers no deeper than JSON may be.</summary>
internal static class CheckedJson
{
    /// <summary>Levels a script may write to text for itself.</summary>
    private const int MaxDepth = 512;

    private const int MaxIndent = 10;

    /// <summary>A reviver may graft values that were never JSON.</summary>
    private const int MaxRevivedDepth = 512;

    public static JsValue Stringify(JintScope scope, Function? original, JsValue thisValue, JsValue[] arguments)
    {
        scope.Budget.ChargeOperations(1);
        JsonSize.Ensure(scope, Argument(arguments, 0), scope.MaxStringLength, LimitNames.StringLength, MaxDepth, arguments.Length > 2 ? MaxIndent : 0);
        var writer = new BoundedWriter(scope.MaxStringLength, LimitNames.StringLength);
        return new JsonSerializer(scope.Engine).Serialize(Argument(arguments, 0), Argument(arguments, 1), Argument(arguments, 2), writer)
            ? JsString.Create(Encoding.UTF8.GetString(writer.WrittenSpan))
            : JsValue.Undefined;
    }

    public static JsValue Parse(JintScope scope, Function? original, JsValue thisValue, JsValue[] arguments)
    {
        scope.Budget.ChargeOperations(1);
        var value = scope.Json.Parse(TypeConverter.ToString(Argument(arguments, 0)));
        if (!Argument(arguments, 1).IsCallable())
            return value;
        var holder = new JsObject(scope.Engine);
        holder.Set("", value);
        return Revive(scope, holder, "", arguments[1], 0);
    }

    private static JsValue Revive(JintScope scope, ObjectInstance holder, JsValue key, JsValue reviver, int depth)
    {
        scope.Budget.ChargeOperations(1);
        if (depth > MaxRevivedDepth)
            throw scope.RangeError("The revived value is nested too deeply");
        if (holder.Get(key) is ObjectInstance value)
        {
            var keys = value.IsArray() ? Indexes(value) : value.GetOwnPropertyKeys(Types.String).Where(name => value.GetOwnProperty(name).Enumerable);
            foreach (var name in keys)
                if (Revive(scope, value, name, reviver, depth + 1) is var revived && revived.IsUndefined())
                    value.Delete(name);
                else
                    value.Set(name, revived);
        }

        return scope.CallOriginal(reviver, holder, [key, holder.Get(key)]);
    }

    private static IEnumerable<JsValue> Indexes(ObjectInstance array)
    {
        var length = TypeConverter.ToLength(array.Get("length"));
        for (var i = 0ul; i < length; i++)
            yield return JsString.Create(i.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static JsValue Argument(JsValue[] arguments, int index) => index < arguments.Length ? arguments[index] : JsValue.Undefined;
}
