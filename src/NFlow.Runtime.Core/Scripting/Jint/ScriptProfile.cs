using System.Runtime.CompilerServices;
using NFlow.Runtime.Model;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>Remembers per flow whether any of its scripts can join strings to strings, which decides how a run's memory is watched. Thread-safe.</summary>
internal sealed class ScriptProfile(Func<string, string, JintScript?> compile)
{
    private readonly ConditionalWeakTable<FlowDefinition, object> _growsStrings = [];

    public bool GrowsStrings(AppDefinition app, FlowDefinition flow)
    {
        if (!_growsStrings.TryGetValue(flow, out var known))
            _growsStrings.AddOrUpdate(flow, known = Decide(app, flow));
        return (bool)known;
    }

    private object Decide(AppDefinition app, FlowDefinition flow) =>
        flow.Nodes.Where(node => node.Type == NodeTypes.Script).Any(node => MayGrow(Source(app, node), node.Name))
        || MayGrow(app.DefaultScript, "default_js");

    private bool MayGrow(string source, string name)
    {
        if (string.IsNullOrWhiteSpace(source))
            return false;
        try
        {
            return compile(source, name) is not { } script || script.Has(ScriptTraits.GrowsStrings);
        }
        catch (ScriptException)
        {
            return true;
        }
    }

    private static string Source(AppDefinition app, NodeDefinition node) =>
        node.ReadText("code") is { Length: > 0 } code ? code
        : app.Modules.TryGetValue(node.ReadText("script"), out var module) ? module.Code
        : "";
}
