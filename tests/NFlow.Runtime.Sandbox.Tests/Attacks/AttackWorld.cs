namespace NFlow.Runtime.Sandbox.Tests.Attacks;

/// <summary>The limits under which an attack runs.</summary>
internal enum AttackWorld
{
    /// <summary>Operations, memory and sizes are low, times so high that they are never the first to be passed, however busy the machine is.</summary>
    Usual,

    /// <summary>Half a second of script time.</summary>
    ShortTime,

    /// <summary>A second for the whole run.</summary>
    ShortDeadline,

    /// <summary>A host with everything that scripts can call, all of it allowed, and twenty seconds for the whole run.</summary>
    WholeHost,

    /// <summary>Everything is low, so that many scripts can be tried in little time; nothing is tidied up between them.</summary>
    Fuzz,

    /// <summary>The whole host, as quick as <see cref="Fuzz"/>.</summary>
    FuzzedHost,
}
