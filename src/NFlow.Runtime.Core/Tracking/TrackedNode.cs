using NFlow.Runtime.Model;

namespace NFlow.Runtime.Tracking;

/// <summary>One executed node as its run leaves it: references and bytes. Whoever writes it makes an entry of it, in the background.</summary>
internal readonly record struct TrackedNode(NodeDefinition Node, NodeDefinition? Next, TimeSpan Duration, DateTimeOffset Created, int Order, string UserName, byte[] Payload);
