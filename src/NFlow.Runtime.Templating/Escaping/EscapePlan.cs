namespace NFlow.Runtime.Templating.Escaping;

/// <summary>What the analysis found: how each node that can be reached is to be written.</summary>
internal sealed class EscapePlan
{
    /// <summary>The escapers of each action that prints.</summary>
    public Dictionary<NodeKey, Escaper[]> Actions { get; } = [];

    /// <summary>The texts that change: comments go, stray <c>&lt;</c> are escaped.</summary>
    public Dictionary<NodeKey, string> Texts { get; } = [];

    /// <summary>What each <c>{{template}}</c> calls.</summary>
    public Dictionary<NodeKey, TemplateKey> Calls { get; } = [];

    public int Size => Actions.Count + Texts.Count + Calls.Count;

    public void Adopt(EscapePlan other)
    {
        foreach (var (key, value) in other.Actions)
            Actions[key] = value;
        foreach (var (key, value) in other.Texts)
            Texts[key] = value;
        foreach (var (key, value) in other.Calls)
            Calls[key] = value;
    }
}
