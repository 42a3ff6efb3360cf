namespace NFlow.Runtime.Model;

/// <summary>The node types the designer knows. Any other type is a custom step's.</summary>
public static class NodeTypes
{
    /// <summary>Entry point of a flow.</summary>
    public const string Starter = "starter";

    /// <summary>A script.</summary>
    public const string Script = "js";

    /// <summary>A fork; the spelling is the designer's.</summary>
    public const string Fork = "gorutine";

    /// <summary>A plugin's step.</summary>
    public const string Plugin = "dromedary";

    /// <summary>A plugin's event source.</summary>
    public const string PluginEvents = "dromedary_callback";
}
