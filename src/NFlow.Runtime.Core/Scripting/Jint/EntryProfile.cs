namespace NFlow.Runtime.Scripting.Jint;

/// <summary>What is known of the scripts that a run may come to when its first one is a certain node's.</summary>
/// <param name="GrowsStrings">Whether any of them can join strings to strings, which decides how the run's memory is watched.</param>
/// <param name="Engines">The engines that the flow keeps; null unless every script that can be reached from the node is traceless.</param>
internal sealed record EntryProfile(bool GrowsStrings, FlowEngines? Engines);
