using System.Collections.Frozen;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Scripting;

/// <summary>Collects what scripts can call or read. Later registrations of a name replace earlier ones, so that a host can override a built-in.</summary>
public sealed class HostSurfaceBuilder
{
    private readonly Dictionary<string, HostFunction> _functions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HostGlobal> _globals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HostLibrary> _libraries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _aliases = new(StringComparer.Ordinal);

    /// <summary>Adds a function that computes its result at once.</summary>
    /// <param name="name">Name as scripts write it; dots make members: <c>http.get</c>.</param>
    /// <param name="body">The work; called on a script thread, must be quick and thread-safe.</param>
    /// <param name="summary">What it does.</param>
    /// <param name="returns">TypeScript type of the result.</param>
    /// <param name="parameters">The parameters.</param>
    /// <returns>This builder.</returns>
    public HostSurfaceBuilder Function(string name, Func<HostCall, HostValue> body, string summary, string returns = "void", params IReadOnlyList<HostParameter> parameters) =>
        Add(new HostFunction(name, HostFunctionMode.Synchronous, summary, returns, parameters, body, null));

    /// <summary>Adds a function that gives scripts a promise.</summary>
    /// <param name="name">Name as scripts write it.</param>
    /// <param name="body">The work; its first part runs on a script thread, the rest wherever it awaits. The token is the run's.</param>
    /// <param name="summary">What it does.</param>
    /// <param name="returns">TypeScript type of the awaited result.</param>
    /// <param name="parameters">The parameters.</param>
    /// <returns>This builder.</returns>
    public HostSurfaceBuilder AsyncFunction(string name, Func<HostCall, CancellationToken, ValueTask<HostValue>> body, string summary, string returns = "void", params IReadOnlyList<HostParameter> parameters) =>
        Add(new HostFunction(name, HostFunctionMode.Asynchronous, summary, returns, parameters, null, body));

    /// <summary>Adds a function that waits while the script stands still, for existing apps that do not <c>await</c>.</summary>
    /// <param name="name">Name as scripts write it.</param>
    /// <param name="body">The work.</param>
    /// <param name="summary">What it does.</param>
    /// <param name="returns">TypeScript type of the result.</param>
    /// <param name="parameters">The parameters.</param>
    /// <returns>This builder.</returns>
    public HostSurfaceBuilder BlockingFunction(string name, Func<HostCall, CancellationToken, ValueTask<HostValue>> body, string summary, string returns = "void", params IReadOnlyList<HostParameter> parameters) =>
        Add(new HostFunction(name, HostFunctionMode.Blocking, summary, returns, parameters, null, body));

    /// <summary>Adds a value that is computed when first read.</summary>
    /// <param name="name">Name as scripts write it.</param>
    /// <param name="lifetime">How long it is kept.</param>
    /// <param name="read">Computes it; must be thread-safe.</param>
    /// <param name="summary">What it is.</param>
    /// <param name="type">TypeScript type.</param>
    /// <returns>This builder.</returns>
    public HostSurfaceBuilder Global(string name, HostGlobalLifetime lifetime, Func<RunContext, HostValue> read, string summary, string type = "any")
    {
        _globals[name] = new HostGlobal(name, lifetime, type, summary, read);
        return this;
    }

    /// <summary>Adds API written in JavaScript.</summary>
    /// <param name="library">The library.</param>
    /// <returns>This builder.</returns>
    public HostSurfaceBuilder Library(HostLibrary library)
    {
        _libraries[library.Name] = library;
        return this;
    }

    /// <summary>Gives a top-level object or value a second name.</summary>
    /// <param name="alias">The second name.</param>
    /// <param name="name">The first name.</param>
    /// <returns>This builder.</returns>
    public HostSurfaceBuilder Alias(string alias, string name)
    {
        _aliases[alias] = name;
        return this;
    }

    /// <summary>Builds the surface.</summary>
    /// <returns>An immutable surface.</returns>
    public HostSurface Build() =>
        new([.. _functions.Values], [.. _globals.Values], [.. _libraries.Values], _aliases.ToFrozenDictionary(StringComparer.Ordinal));

    private HostSurfaceBuilder Add(HostFunction function)
    {
        _functions[function.Name] = function;
        return this;
    }
}
