namespace NFlow.Runtime.Compatibility.Tests.Surface;

/// <summary>Something that scripts can call or read, as the runtime itself lists it.</summary>
/// <param name="Name">As scripts write it; <c>X#y</c> for a member of every X.</param>
/// <param name="TakesArguments">Whether it is a function with parameters.</param>
/// <param name="Waits">Whether it waits for something outside the script.</param>
internal sealed record SurfaceFunction(string Name, bool TakesArguments, bool Waits);
