namespace NFlow.Runtime.Scripting;

/// <summary>A function that scripts can call. Immutable; its body must be thread-safe.</summary>
public sealed class HostFunction
{
    internal HostFunction(
        string name,
        HostFunctionMode mode,
        string summary,
        string returns,
        IReadOnlyList<HostParameter> parameters,
        Func<HostCall, HostValue>? body,
        Func<HostCall, CancellationToken, ValueTask<HostValue>>? asyncBody)
    {
        Name = name;
        Mode = mode;
        Summary = summary;
        Returns = returns;
        Parameters = parameters;
        Body = body;
        AsyncBody = asyncBody;
    }

    /// <summary>Name as scripts write it: <c>set_session</c>, or with dots for members of an object: <c>http.get</c>.</summary>
    public string Name { get; }

    /// <summary>How a script sees the result.</summary>
    public HostFunctionMode Mode { get; }

    /// <summary>What it does, one or two sentences.</summary>
    public string Summary { get; }

    /// <summary>TypeScript type of the result (without <c>Promise</c>).</summary>
    public string Returns { get; }

    /// <summary>The parameters, in order.</summary>
    public IReadOnlyList<HostParameter> Parameters { get; }

    /// <summary>The work of a synchronous function; null otherwise.</summary>
    internal Func<HostCall, HostValue>? Body { get; }

    /// <summary>The work of an asynchronous or blocking function; null otherwise.</summary>
    internal Func<HostCall, CancellationToken, ValueTask<HostValue>>? AsyncBody { get; }
}
