using Acornima.Ast;
using Jint;
using Jint.Native;
using Jint.Native.Function;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>Promise combinators, given an array: collecting it is where an endless iterator is noticed.</summary>
internal static class CheckedPromises
{
    private static readonly Prepared<Script> Collect = Engine.PrepareScript("(function(items){return [...items]})", "nflow");

    public static JsValue Combine(JintScope scope, Function? original, JsValue thisValue, JsValue[] arguments)
    {
        scope.Budget.Check();
        if (arguments.Length == 0 || arguments[0] is JsArray || !arguments[0].IsObject())
            return scope.CallOriginal(original, thisValue, arguments);
        return scope.CallOriginal(original, thisValue, [scope.Engine.Call(scope.Engine.Evaluate(Collect), arguments[0])]);
    }
}
