using NFlow.Runtime.Model;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>Where a node's script comes from: its own code, or the module it names.</summary>
internal static class NodeScript
{
    public static (string Name, string Source)? Find(AppDefinition app, NodeDefinition node) =>
        node.ReadText("code") is { Length: > 0 } code ? (node.Name.Length > 0 ? node.Name : node.Id, code)
        : app.Modules.TryGetValue(node.ReadText("script"), out var module) ? (module.Name, module.Code)
        : null;
}
