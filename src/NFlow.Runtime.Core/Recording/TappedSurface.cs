using System.Collections.Frozen;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Recording;

/// <summary>A host surface whose doors to the outside can be tapped: a run without a tap pays one comparison per call.</summary>
internal sealed class TappedSurface : IHostSurfaceDecorator
{
    public HostSurface Decorate(HostSurface surface) => new(
        [.. surface.Functions.Select(function => OutsideWorld.Reaches(function) ? Tap(function) : function)],
        [.. surface.Globals.Select(global => OutsideWorld.Holds(global) ? Tap(global) : global)],
        surface.Libraries,
        surface.Aliases.ToFrozenDictionary(StringComparer.Ordinal));

    private static HostFunction Tap(HostFunction inner) => new(
        inner.Name,
        inner.Mode,
        inner.Summary,
        inner.Returns,
        inner.Parameters,
        inner.Body is { } body ? call => call.Run.Tap is { } tap ? tap.Call(inner, call) : body(call) : null,
        inner.AsyncBody is { } work ? (call, token) => call.Run.Tap is { } tap ? tap.CallAsync(inner, call, token) : work(call, token) : null);

    private static HostGlobal Tap(HostGlobal inner) =>
        inner with { Read = run => run.Tap is { } tap ? tap.Read(inner, run) : inner.Read(run) };
}
