namespace NFlow.Runtime.Scripting.Jint;

/// <summary>What a script's syntax tree says about how it must be run.</summary>
[Flags]
internal enum ScriptTraits
{
    None = 0,

    /// <summary>May build a string from itself (<c>s += s</c>), so that memory must be charged at every statement.</summary>
    GrowsStrings = 1,

    /// <summary>May loop, recurse or call back: needs a thread whose stack and time are ours.</summary>
    NeedsOwnThread = 2,

    /// <summary>Names a built-in that must be hardened first, or may reach one without naming it.</summary>
    NeedsHardening = 4,

    /// <summary>Has an async function, so that the promise constructor must be hardened.</summary>
    HasAsync = 16,

    /// <summary>Calls a function by which the script stands still.</summary>
    MayBlock = 8,

    /// <summary>Has a regular expression, whose prototype must be hardened.</summary>
    HasRegExps = 32,

    /// <summary>Lists the properties of values by syntax, which is rewritten to look at the limits first.</summary>
    ListsProperties = 64,
}
