using System.Runtime.CompilerServices;
using NFlow.Runtime.Model;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>Remembers what the scripts have in common that one run may execute. Thread-safe.</summary>
internal sealed class ScriptProfile(Func<string, string, JintScript?> compileNode, Func<string, string, JintScript?> compileLog)
{
    private readonly ConditionalWeakTable<NodeDefinition, EntryProfile> _entries = [];
    private readonly ConditionalWeakTable<FlowDefinition, FlowEngines> _engines = [];
    private readonly ConditionalWeakTable<AppDefinition, EngineQuota> _quotas = [];

    /// <param name="app">The app.</param>
    /// <param name="flow">The run's flow.</param>
    /// <param name="entry">The node whose script is the run's first.</param>
    public EntryProfile Of(AppDefinition app, FlowDefinition flow, NodeDefinition entry) =>
        _entries.TryGetValue(entry, out var known) ? known : _entries.GetValue(entry, node => new(GrowStrings(app, flow, node), EnginesFor(app, flow, node)));

    /// <summary>Whether a script grows strings that a run may come to, by its wires or because <c>auth()</c> chose another port of the starter.</summary>
    private bool GrowStrings(AppDefinition app, FlowDefinition flow, NodeDefinition entry)
    {
        var chosen = flow.Nodes.Where(node => node is { Type: NodeTypes.Starter, Targets.Count: > 1 }).SelectMany(starter => starter.Targets.Values).Select(flow.Find).OfType<NodeDefinition>();
        return MayGrow(Find(app.DefaultScript, compileLog)) || Reachable(flow, [entry, .. chosen]).Any(node => MayGrow(Find(app, node)));
    }

    /// <summary>The flow's engines, if every script that can come after the entry's is traceless, and that one too.</summary>
    private FlowEngines? EnginesFor(AppDefinition app, FlowDefinition flow, NodeDefinition entry) =>
        IsTraceless(Find(app.DefaultScript, compileLog)) && Reachable(flow, [entry]).All(node => IsTraceless(Find(app, node)))
            ? _engines.GetValue(flow, _ => new FlowEngines(_quotas.GetOrCreateValue(app)))
            : null;

    private static HashSet<NodeDefinition> Reachable(FlowDefinition flow, IEnumerable<NodeDefinition> roots)
    {
        var seen = new HashSet<NodeDefinition>(roots);
        var open = new Queue<NodeDefinition>(seen);
        while (open.TryDequeue(out var node))
            foreach (var target in node.Targets.Values)
                if (flow.Find(target) is { } next && seen.Add(next))
                    open.Enqueue(next);
        return seen;
    }

    private static bool MayGrow(Found found) => found.Fails || found.Script?.Has(ScriptTraits.GrowsStrings) == true;

    private static bool IsTraceless(Found found) => found is { Fails: false, Script: null or { Traceless: not null } };

    private Found Find(AppDefinition app, NodeDefinition node) =>
        node.Type == NodeTypes.Script && NodeScript.Find(app, node) is var (name, source) ? Find(source, compileNode, name) : default;

    private static Found Find(string source, Func<string, string, JintScript?> compile, string name = "default_js")
    {
        if (string.IsNullOrWhiteSpace(source))
            return default;
        try
        {
            return new Found(compile(source, name), Fails: false);
        }
        catch (ScriptException)
        {
            return new Found(null, Fails: true);
        }
    }

    /// <summary>What stands in a script's place: nothing, a source without the function that is asked for, one that does not compile, or a script.</summary>
    private readonly record struct Found(JintScript? Script, bool Fails);
}
