using System.Runtime.CompilerServices;
using NFlow.Runtime.Model;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>Remembers what the scripts have in common that one run may execute. Thread-safe.</summary>
internal sealed class ScriptProfile(Func<string, string, JintScript?> compileNode, Func<string, string, JintScript?> compileLog)
{
    private readonly ConditionalWeakTable<NodeDefinition, EntryProfile> _entries = [];
    private readonly ConditionalWeakTable<FlowDefinition, object> _growsStrings = [];
    private readonly ConditionalWeakTable<FlowDefinition, FlowEngines> _engines = [];
    private readonly ConditionalWeakTable<AppDefinition, EngineQuota> _quotas = [];

    /// <param name="app">The app.</param>
    /// <param name="flow">The run's flow.</param>
    /// <param name="entry">The node whose script is the run's first.</param>
    public EntryProfile Of(AppDefinition app, FlowDefinition flow, NodeDefinition entry) =>
        _entries.TryGetValue(entry, out var known) ? known : _entries.GetValue(entry, node => new(
            (bool)_growsStrings.GetValue(flow, all => all.Nodes.Any(other => MayGrow(Find(app, other))) || MayGrow(Find(app.DefaultScript, compileNode))),
            AreTraceless(app, flow, node) ? _engines.GetValue(flow, _ => new FlowEngines(_quotas.GetOrCreateValue(app))) : null));

    /// <summary>Whether every script that can come after a node's is traceless, and that node's too.</summary>
    private bool AreTraceless(AppDefinition app, FlowDefinition flow, NodeDefinition entry)
    {
        if (!IsTraceless(Find(app.DefaultScript, compileLog)))
            return false;
        var seen = new HashSet<NodeDefinition> { entry };
        var open = new Queue<NodeDefinition>(seen);
        while (open.TryDequeue(out var node))
        {
            if (!IsTraceless(Find(app, node)))
                return false;
            foreach (var target in node.Targets.Values)
                if (flow.Find(target) is { } next && seen.Add(next))
                    open.Enqueue(next);
        }

        return true;
    }

    private static bool MayGrow(Found found) => found is { HasSource: true, Script: var script } && script?.Has(ScriptTraits.GrowsStrings) != false;

    private static bool IsTraceless(Found found) => found is { Fails: false, Script: null or { Traceless: not null } };

    private Found Find(AppDefinition app, NodeDefinition node) =>
        node.Type == NodeTypes.Script && NodeScript.Find(app, node) is var (name, source) ? Find(source, compileNode, name) : default;

    private static Found Find(string source, Func<string, string, JintScript?> compile, string name = "default_js")
    {
        if (string.IsNullOrWhiteSpace(source))
            return default;
        try
        {
            return new Found(true, compile(source, name));
        }
        catch (ScriptException)
        {
            return new Found(true, null) { Fails = true };
        }
    }

    /// <summary>What stands in a script's place: nothing, a source without the function that is asked for, one that does not compile, or a script.</summary>
    private readonly record struct Found(bool HasSource, JintScript? Script)
    {
        public bool Fails { get; init; }
    }
}
