namespace NFlow.Runtime.Compatibility.Tests.Surface;

/// <summary>What a case claims.</summary>
internal enum SurfaceCaseKind
{
    /// <summary>The script returns a value.</summary>
    Returns,

    /// <summary>The script answers the request itself.</summary>
    Answers,

    /// <summary>The script throws a TypeError because an argument is wrong.</summary>
    Refuses,

    /// <summary>The script throws, for another reason than an argument of the wrong type.</summary>
    Throws,

    /// <summary>The script waits for a peer that never answers.</summary>
    Waits,
}
