using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Sandbox.Tests.HostFunctions;

/// <summary>Hands scripts the functions that only libraries are given: what code can call that has broken out of a worker process.</summary>
internal sealed class HiddenApi : IHostApi
{
    public const string Name = "hidden";

    public void Configure(HostSurfaceBuilder surface) =>
        surface.Library(new HostLibrary(Name, [Name], "(function (host) { return { hidden: host }; })", ""));
}
