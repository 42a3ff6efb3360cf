using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Diagnostics;

/// <summary>What there is to tell of a script engine that tells nothing.</summary>
internal sealed class NoScripts : IScriptLoad, ICacheStatistics
{
    public static NoScripts Instance { get; } = new();

    public string Name => "scripts";

    public int Count => 0;

    public long Hits => 0;

    public long Misses => 0;

    public int Capacity => 0;

    public int Executing => 0;

    public int Waiting => 0;

    public void Clear()
    {
    }
}
