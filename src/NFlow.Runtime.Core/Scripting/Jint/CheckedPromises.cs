using Jint.Native;
using Jint.Native.Function;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>Promise combinators whose argument looks at the limits at each of its steps.</summary>
internal static class CheckedPromises
{
    public static JsValue Combine(JintScope scope, Function? original, JsValue thisValue, JsValue[] arguments) =>
        CheckedIteration.CallOriginal(scope, original, thisValue, arguments);

    /// <summary>The error of <c>any</c> leads to its constructor, which takes an iterable too.</summary>
    public static JsValue Any(JintScope scope, Function? original, JsValue thisValue, JsValue[] arguments)
    {
        _ = scope.Realm.AggregateError;
        return CheckedIteration.CallOriginal(scope, original, thisValue, arguments);
    }
}
