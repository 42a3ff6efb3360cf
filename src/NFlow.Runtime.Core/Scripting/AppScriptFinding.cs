namespace NFlow.Runtime.Scripting;

/// <summary>A finding with the place of its script in an app.</summary>
/// <param name="Flow">Flow of the node; empty for the app's default script.</param>
/// <param name="NodeId">Node that runs the script; empty for the app's default script.</param>
/// <param name="Script">Name of the node, the module or the default script.</param>
/// <param name="Finding">What was found.</param>
public sealed record AppScriptFinding(string Flow, string NodeId, string Script, ScriptFinding Finding);
