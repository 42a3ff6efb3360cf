using System.Collections.Frozen;
using NFlow.Runtime.Routing;

namespace NFlow.Runtime.Model;

/// <summary>A designer document, read, checked and compiled for running. Immutable; safe to share between threads.</summary>
/// <remarks>Made by <see cref="AppDefinitionReader"/>. Nobody changes a definition to remember progress: that is the run's.</remarks>
public sealed class AppDefinition
{
    internal AppDefinition(
        string name,
        IReadOnlyList<FlowDefinition> flows,
        RouteTable routes,
        string defaultScript,
        string authScript,
        FrozenDictionary<string, ModuleDefinition> modules,
        IReadOnlyList<DefinitionProblem> problems)
    {
        Name = name;
        Flows = flows;
        Routes = routes;
        DefaultScript = defaultScript;
        AuthScript = authScript;
        DefinesLog = defaultScript.Contains("log", StringComparison.Ordinal);
        Modules = modules;
        Problems = problems;
    }

    /// <summary>Name of the app, as stored.</summary>
    public string Name { get; }

    /// <summary>The flows, in document order.</summary>
    public IReadOnlyList<FlowDefinition> Flows { get; }

    /// <summary>Where requests enter the app.</summary>
    public RouteTable Routes { get; }

    /// <summary>JavaScript that may define <c>auth()</c> and <c>log()</c> (<c>default_js</c>); may be empty.</summary>
    public string DefaultScript { get; }

    /// <summary>JavaScript that may define <c>auth()</c>: the host's trigger file if there is one, else <see cref="DefaultScript"/>.</summary>
    public string AuthScript { get; }

    /// <summary>The document it was read from, for recordings.</summary>
    internal ReadOnlyMemory<byte> Document { get; init; }

    /// <summary>Whether the default script may define <c>log()</c>; compiling it tells for certain.</summary>
    internal bool DefinesLog { get; }

    /// <summary>The modules that <c>js</c> nodes may name in <c>data.script</c>, by name.</summary>
    public IReadOnlyDictionary<string, ModuleDefinition> Modules { get; }

    /// <summary>Everything found wrong with the document that did not stop it from loading.</summary>
    public IReadOnlyList<DefinitionProblem> Problems { get; }

    /// <summary>Finds a node by id in any flow.</summary>
    /// <param name="nodeId">Node id.</param>
    /// <returns>The node, or null when no flow has it.</returns>
    public NodeDefinition? FindNode(string nodeId)
    {
        foreach (var flow in Flows)
            if (flow.Find(nodeId) is { } node)
                return node;
        return null;
    }
}
