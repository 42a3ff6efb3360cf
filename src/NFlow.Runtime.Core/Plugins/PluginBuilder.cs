using System.Text.Json;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Steps;

namespace NFlow.Runtime.Plugins;

/// <summary>Collects what a plugin offers.</summary>
public sealed class PluginBuilder
{
    private readonly List<PluginFunction> _functions = [];

    internal PluginBuilder(string name) => Name = name;

    /// <summary>Name of the plugin.</summary>
    public string Name { get; }

    internal IReadOnlyList<PluginFunction> Functions => _functions;

    internal Func<StepContext, CancellationToken, ValueTask<StepResult>>? StepBody { get; private set; }

    internal Func<PluginEventContext, CancellationToken, IAsyncEnumerable<JsonElement>>? EventSource { get; private set; }

    /// <summary>Adds a function for scripts.</summary>
    /// <param name="name">Name as scripts write it; dots make members: <c>weather.today</c>.</param>
    /// <param name="body">
    /// The work. Parameters are filled from the script's arguments in order: strings, numbers, booleans, <c>byte[]</c>, <see cref="JsonElement"/>, and classes
    /// or lists read from JSON; nullable ones and those with a default may be left out; <see cref="CancellationToken"/> (the run's),
    /// <see cref="Execution.RunContext"/> and <see cref="HostCall"/> are provided. A returned task makes it awaitable for scripts.
    /// What it returns is handed over as JSON. It must be thread-safe.
    /// </param>
    /// <param name="summary">What it does, for editors and documentation.</param>
    /// <param name="blocking">For functions that return a task: whether scripts get the value itself and stand still meanwhile.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">A parameter of the delegate cannot be filled from a script.</exception>
    public PluginBuilder Function(string name, Delegate body, string summary = "", bool blocking = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(body);
        _functions.Add(new PluginFunction(name, body, summary, blocking));
        return this;
    }

    /// <summary>Sets what <c>dromedary</c> nodes that name this plugin do.</summary>
    /// <param name="body">The work: gets request, path variables, payload and data; answers payload and port. Must be thread-safe.</param>
    /// <returns>This builder.</returns>
    public PluginBuilder Step(Func<StepContext, CancellationToken, ValueTask<StepResult>> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        StepBody = body;
        return this;
    }

    /// <summary>Sets where <c>dromedary_callback</c> nodes that name this plugin get their messages from.</summary>
    /// <param name="source">
    /// Called for each run that reaches such a node; enumerated in the background, one message at a time, until it ends, a message has
    /// <c>error_exit</c>, or the host stops (then the token is cancelled).
    /// </param>
    /// <returns>This builder.</returns>
    public PluginBuilder Events(Func<PluginEventContext, CancellationToken, IAsyncEnumerable<JsonElement>> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        EventSource = source;
        return this;
    }
}
