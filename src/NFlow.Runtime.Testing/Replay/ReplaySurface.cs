using System.Collections.Frozen;
using NFlow.Runtime.Recording;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Testing;

/// <summary>Adds the functions that were called when the run was recorded but belong to packages that the test does not have.</summary>
internal sealed class ReplaySurface(Recording.Recording recording) : IHostSurfaceDecorator
{
    public HostSurface Decorate(HostSurface surface)
    {
        var known = surface.Functions.Select(function => function.Name).ToHashSet(StringComparer.Ordinal);
        var missing = recording.Runs.SelectMany(run => run.Calls).DistinctBy(call => call.Function).Where(call => !known.Contains(call.Function)).Select(Stub);
        return new HostSurface([.. surface.Functions, .. missing], surface.Globals, surface.Libraries, surface.Aliases.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>A tap answers in its place; without one it was called by something that was not recorded.</summary>
    private static HostFunction Stub(RecordedCall call) => new(
        call.Function, call.Mode, "Recorded.", "any", [],
        call.Mode == HostFunctionMode.Synchronous ? static call => throw NotRecorded(call) : null,
        call.Mode == HostFunctionMode.Synchronous ? null : static (call, _) => throw NotRecorded(call));

    private static HostCallException NotRecorded(HostCall call) => new($"{call.Function.Name} is known from the recording only.");
}
