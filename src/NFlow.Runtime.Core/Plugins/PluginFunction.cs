using System.Reflection;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Plugins;

/// <summary>A typed delegate as a function for scripts: fills its parameters, calls it, hands its result over.</summary>
internal sealed class PluginFunction
{
    private readonly Delegate _body;
    private readonly MethodInvoker _invoker;
    private readonly PluginParameter[] _parameters;
    private readonly PluginResult _result;

    public PluginFunction(string name, Delegate body, string summary, bool blocking)
    {
        Name = name;
        Summary = summary;
        _body = body;
        var method = body.Method;
        // The delegate's own Invoke knows the target and the closed arguments; its parameters carry the names.
        _invoker = MethodInvoker.Create(body.GetType().GetMethod("Invoke")!);
        var nullability = new NullabilityInfoContext();
        var position = 0;
        _parameters = [.. method.GetParameters().TakeLast(body.GetType().GetMethod("Invoke")!.GetParameters().Length)
            .Select(parameter => PluginParameter.Create(name, parameter, nullability, ref position))];
        _result = PluginResult.For(method.ReturnType);
        Mode = !_result.IsTask ? HostFunctionMode.Synchronous : blocking ? HostFunctionMode.Blocking : HostFunctionMode.Asynchronous;
    }

    public string Name { get; }

    public string Summary { get; }

    public HostFunctionMode Mode { get; }

    public void AddTo(HostSurfaceBuilder surface)
    {
        HostParameter[] parameters = [.. _parameters.Where(parameter => parameter.Position >= 0).Select(parameter => parameter.Describe())];
        switch (Mode)
        {
            case HostFunctionMode.Synchronous:
                surface.Function(Name, call => PluginResult.ToHostValue(Invoke(call, call.Run.Aborted)), Summary, _result.ScriptType, parameters);
                break;
            case HostFunctionMode.Asynchronous:
                surface.AsyncFunction(Name, InvokeAsync, Summary, _result.ScriptType, parameters);
                break;
            default:
                surface.BlockingFunction(Name, InvokeAsync, Summary, _result.ScriptType, parameters);
                break;
        }
    }

    private async ValueTask<HostValue> InvokeAsync(HostCall call, CancellationToken cancellationToken) =>
        PluginResult.ToHostValue(await _result.AwaitAsync(Invoke(call, cancellationToken)).ConfigureAwait(false));

    private object? Invoke(HostCall call, CancellationToken cancellationToken)
    {
        var arguments = new object?[_parameters.Length];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = _parameters[i].Read(call, cancellationToken);
        try
        {
            return _invoker.Invoke(_body, arguments.AsSpan());
        }
        catch (TargetInvocationException ex) when (ex.InnerException is { } inner)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }
}
