using System.Diagnostics;
using Microsoft.Extensions.Logging;
using NFlow.Runtime.Model;
using NFlow.Runtime.Recording;
using NFlow.Runtime.Sessions;
using NFlow.Runtime.Tracking;

namespace NFlow.Runtime.Execution;

/// <summary>What steps and host functions may know of the run they serve. Used by one run at a time; not thread-safe.</summary>
public sealed class RunContext
{
    private Dictionary<string, object?>? _items;

    internal RunContext(
        string runId,
        AppDefinition app,
        FlowDefinition flow,
        WorkflowRequest request,
        WorkflowResponse response,
        IReadOnlyDictionary<string, string> pathVariables,
        RunSession session,
        IServiceProvider services,
        ILogger logger,
        bool isFork)
    {
        RunId = runId;
        App = app;
        Flow = flow;
        Request = request;
        Response = response;
        PathVariables = pathVariables;
        Session = session;
        Services = services;
        Logger = logger;
        if (logger is RunLogger named)
            named.Run = this;
        IsFork = isFork;
    }

    /// <summary>The run's id (<c>wid</c>), a new UUID for each run.</summary>
    public string RunId { get; }

    /// <summary>The app, in the version the run started with.</summary>
    public AppDefinition App { get; }

    /// <summary>The flow the run walks.</summary>
    public FlowDefinition Flow { get; }

    /// <summary>The node that runs now; the start node before the first step.</summary>
    public NodeDefinition? Node { get; internal set; }

    /// <summary>The node that ran before <see cref="Node"/>; null at the start.</summary>
    public NodeDefinition? PreviousNode { get; internal set; }

    /// <summary>The request that started the run. A fork sees the request of the run it came from.</summary>
    public WorkflowRequest Request { get; }

    /// <summary>Where the answer goes. A fork writes to nobody.</summary>
    public WorkflowResponse Response { get; }

    /// <summary>Values captured from the path by <c>:name</c> segments of the route.</summary>
    public IReadOnlyDictionary<string, string> PathVariables { get; }

    /// <summary>The client's session; read once when the run starts and written once when it ends.</summary>
    public RunSession Session { get; }

    /// <summary>The services of the host's current scope (the HTTP request's, for a web request).</summary>
    public IServiceProvider Services { get; internal set; }

    /// <summary>
    /// Logger for host functions, whose scope names run, flow and node. What is written to it counts against
    /// <see cref="Scripting.ScriptLimits.MaxLogLength"/>, because a script can call a host function as often as it likes; entries beyond are dropped.
    /// </summary>
    public ILogger Logger { get; }

    /// <summary>The same for steps written in C#; nothing is dropped.</summary>
    internal ILogger HostLogger => field ??= Logger is RunLogger bounded ? bounded.ForHost() : Logger;

    /// <summary>Whether this is the background branch of a fork.</summary>
    public bool IsFork { get; }

    /// <summary>Id of the run that this one was forked from; null unless <see cref="IsFork"/>.</summary>
    public string? ParentRunId { get; internal init; }

    /// <summary>Cancelled when the caller gives up, the run is killed or its deadline passes.</summary>
    public CancellationToken Aborted { get; internal set; }

    /// <summary>The starter that the request matched; null for a fork.</summary>
    internal NodeDefinition? Starter { get; init; }

    /// <summary>What the tracker knows of the run while it is enabled.</summary>
    internal TrackedRun? Tracked { get; set; }

    /// <summary>Records the run, or plays a recording back; null for nearly every run.</summary>
    internal RunTap? Tap { get; set; }

    /// <summary>Whether the run's observers are told of it; decided when it starts.</summary>
    internal bool IsWatched { get; set; }

    /// <summary>The run's span while somebody traces.</summary>
    internal Activity? RunSpan { get; set; }

    /// <summary>The current node's span while somebody traces.</summary>
    internal Activity? NodeSpan { get; set; }

    /// <summary>Values that scripts keep for the length of the run (<c>c.Set</c>, <c>c.Get</c>) and that host functions share. Those that are disposable are disposed when the run has ended.</summary>
    public IDictionary<string, object?> Items => _items ??= new(StringComparer.Ordinal);

    /// <summary>Disposes what host functions kept, once the run has ended.</summary>
    internal void ReleaseItems()
    {
        if (_items is null)
            return;
        foreach (var item in _items.Values)
            (item as IDisposable)?.Dispose();
    }
}
