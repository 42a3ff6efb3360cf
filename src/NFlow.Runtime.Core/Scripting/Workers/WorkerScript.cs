namespace NFlow.Runtime.Scripting.Workers;

/// <summary>A script that the server only carries: it is compiled where it runs.</summary>
internal sealed class WorkerScript(int id, string name, string? function, string text) : CompiledScript(name)
{
    /// <summary>Its number to workers.</summary>
    public int Id => id;

    /// <summary>The function of it to call; null for a node's script.</summary>
    public string? Function => function;

    /// <summary>What the author wrote.</summary>
    public string Text => text;
}
