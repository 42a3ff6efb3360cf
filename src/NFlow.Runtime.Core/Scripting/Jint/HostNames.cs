using System.Collections.Frozen;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>The names a <see cref="HostSurface"/> gives to scripts, as the compiler needs them.</summary>
internal sealed class HostNames(HostSurface surface)
{
    /// <summary>Every global name.</summary>
    public FrozenSet<string> Globals { get; } = surface.Functions.Select(function => Root(function.Name))
        .Concat(surface.Globals.Select(global => global.Name))
        .Concat(surface.Libraries.SelectMany(library => library.Exports).Select(Root))
        .Concat(surface.Aliases.Keys)
        .Where(name => !name.StartsWith('$'))
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Last part of the name of every function by which a script stands still.</summary>
    public FrozenSet<string> Blocking { get; } = surface.Functions
        .Where(function => function.Mode == HostFunctionMode.Blocking)
        .Select(function => function.Name[(function.Name.LastIndexOf('.') + 1)..].TrimStart('$'))
        .ToFrozenSet(StringComparer.Ordinal);

    private static string Root(string name) => name.IndexOf('.') is var dot and >= 0 ? name[..dot] : name;
}
