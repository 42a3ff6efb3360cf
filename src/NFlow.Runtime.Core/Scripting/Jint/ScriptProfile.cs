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
        flow.Nodes.Any(node => node.Type == NodeTypes.Script && NodeScript.Find(app, node) is var (name, source) && MayGrow(source, name))
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
}
