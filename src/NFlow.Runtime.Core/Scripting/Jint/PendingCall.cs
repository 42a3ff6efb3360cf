using Jint;
using Jint.Native;
using Jint.Native.Promise;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>A host call whose promise a script has.</summary>
internal sealed class PendingCall(HostFunction function, ManualPromise promise, ValueTask<HostValue> result)
{
    private readonly Task<HostValue> _result = result.AsTask();

    public Task<HostValue> Result => _result;

    /// <summary>Settles the promise; called inside a turn, once the result is there.</summary>
    public void Settle(JintScope scope)
    {
        JsValue value;
        try
        {
            value = scope.Json.Read(_result.GetAwaiter().GetResult());
        }
        catch (HostCallException exception)
        {
            var intrinsics = scope.Engine.Intrinsics;
            promise.Reject((exception.IsTypeError ? intrinsics.TypeError : intrinsics.Error).Construct([JsString.Create(exception.Message)], JsValue.Undefined));
            return;
        }
        catch (RunFailedException exception)
        {
            scope.Abort(exception);
            return;
        }
        catch (Exception exception) when (exception is not (JintException or InsufficientExecutionStackException or OutOfMemoryException))
        {
            promise.Reject(scope.HostFailure(function, exception).Error);
            return;
        }

        promise.Resolve(value);
    }
}
