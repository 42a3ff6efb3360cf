using Jint;
using Jint.Native;
using Jint.Runtime;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>One host function in one script world: checks, calls, and turns every failure into something a script may see.</summary>
internal sealed class HostFunctionBinding(JintScope scope, HostFunction function)
{
    public JsValue Invoke(JsValue thisValue, JsValue[] arguments)
    {
        scope.Budget.ChargeOperations(1);
        try
        {
            var call = new JintHostCall(scope, function, arguments);
            return function.Mode switch
            {
                HostFunctionMode.Synchronous => scope.Json.Read(function.Body!(call)),
                HostFunctionMode.Asynchronous => scope.StartCall(function, call),
                _ => scope.Json.Read(scope.WaitForCall(function, call)),
            };
        }
        catch (HostCallException exception)
        {
            var intrinsics = scope.Engine.Intrinsics;
            throw new JavaScriptException(exception.IsTypeError ? intrinsics.TypeError : intrinsics.Error, exception.Message);
        }
        catch (RunFailedException exception)
        {
            throw scope.Abort(exception);
        }
        catch (Exception exception) when (scope.Budget.Excess is null && exception is not (JintException or InsufficientExecutionStackException or OutOfMemoryException))
        {
            throw scope.HostFailure(function, exception);
        }
    }
}
