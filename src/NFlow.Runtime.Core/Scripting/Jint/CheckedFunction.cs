using Jint.Native;
using Jint.Native.Function;
using Jint.Runtime.Interop;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>A built-in function that looks at the limits before it works.</summary>
/// <param name="Name">Name of the property it replaces.</param>
/// <param name="Length">Its <c>length</c>.</param>
/// <param name="Body">The work, given the scope, the replaced function, <c>this</c> and the arguments.</param>
/// <param name="NeedsOriginal">Whether the body calls the function it replaces.</param>
internal sealed record CheckedFunction(string Name, int Length, Func<JintScope, Function?, JsValue, JsValue[], JsValue> Body, bool NeedsOriginal = false)
{
    public ClrFunction Create(JintScope scope, Function? original)
    {
        var body = Body;
        return new ClrFunction(scope.Engine, Name, (thisValue, arguments) =>
        {
            try
            {
                return body(scope, original, thisValue, arguments);
            }
            catch (RunFailedException exception)
            {
                throw scope.Abort(exception);
            }
        }, Length);
    }

    /// <summary>Checks time, memory and stack, then does what the replaced function does.</summary>
    public static JsValue CallOriginal(JintScope scope, Function? original, JsValue thisValue, JsValue[] arguments)
    {
        scope.Budget.ChargeOperations(1);
        return scope.CallOriginal(original, thisValue, arguments);
    }
}
