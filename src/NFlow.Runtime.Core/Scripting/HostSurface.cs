using System.Collections.Frozen;

namespace NFlow.Runtime.Scripting;

/// <summary>Everything a script can call or read, built once per host. Immutable; thread-safe.</summary>
public sealed class HostSurface
{
    internal HostSurface(IReadOnlyList<HostFunction> functions, IReadOnlyList<HostGlobal> globals, IReadOnlyList<HostLibrary> libraries, FrozenDictionary<string, string> aliases)
    {
        Functions = functions;
        Globals = globals;
        Libraries = libraries;
        Aliases = aliases;
    }

    /// <summary>The functions, in order of registration. Names that start with <c>$</c> are visible to libraries only.</summary>
    public IReadOnlyList<HostFunction> Functions { get; }

    /// <summary>The values.</summary>
    public IReadOnlyList<HostGlobal> Globals { get; }

    /// <summary>The parts written in JavaScript.</summary>
    public IReadOnlyList<HostLibrary> Libraries { get; }

    /// <summary>Further names for top-level objects and values: <c>echo_context</c> → <c>c</c>.</summary>
    public IReadOnlyDictionary<string, string> Aliases { get; }
}
