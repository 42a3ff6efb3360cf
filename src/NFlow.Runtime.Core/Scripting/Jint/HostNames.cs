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

    /// <summary>Last part of the name of every function by which a script stands still, directly or through a library.</summary>
    public FrozenSet<string> Blocking { get; } = BlockingFunctions(surface)
        .Concat(surface.Libraries.Where(library => Blocks(surface, library)).SelectMany(library => library.Exports))
        .Select(name => Last(name).TrimStart('$'))
        .ToFrozenSet(StringComparer.Ordinal);

    private readonly FrozenSet<string> _plain = surface.Functions.Select(function => Root(function.Name)).Concat(surface.Globals.Select(global => global.Name)).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Last part of the name of everything that a library gives, which is a value of the script world with a state of its own.</summary>
    private readonly FrozenSet<string> _ofLibraries = surface.Libraries.SelectMany(library => library.Exports).Select(Last).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a member of this name may be a library's.</summary>
    public bool IsOfLibrary(string name) => _ofLibraries.Contains(name);

    /// <summary>Whether a global name stands for data, a function or an object of functions of the host.</summary>
    public bool IsPlain(string name) => surface.Aliases.TryGetValue(name, out var target)
        ? _plain.Contains(target) && !IsOfLibrary(target)
        : _plain.Contains(name) && !IsOfLibrary(name);

    private static IEnumerable<string> BlockingFunctions(HostSurface surface) =>
        surface.Functions.Where(function => function.Mode == HostFunctionMode.Blocking).Select(function => function.Name);

    /// <summary>Whether a library calls functions that stand still, so that whoever calls it may.</summary>
    private static bool Blocks(HostSurface surface, HostLibrary library) =>
        BlockingFunctions(surface).Any(name => library.Source.Contains($"host.{name}(", StringComparison.Ordinal));

    private static string Last(string name) => name[(name.LastIndexOf('.') + 1)..];

    private static string Root(string name) => name.IndexOf('.') is var dot and >= 0 ? name[..dot] : name;
}
