namespace NFlow.Runtime.Sandbox.Tests.Attacks;

/// <summary>What the parent sends to a child.</summary>
internal sealed record AttackRequest(string Name, AttackWorld World, string Script);
