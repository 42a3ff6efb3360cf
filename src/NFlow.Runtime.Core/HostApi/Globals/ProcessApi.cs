using NFlow.Runtime.Clustering;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.HostApi.Globals;

/// <summary>Runs that scripts can end, at whichever instance they are going on.</summary>
internal sealed class ProcessApi(IClusterProcesses processes) : IHostApi
{
    public void Configure(HostSurfaceBuilder surface) =>
        surface.BlockingFunction(
            "wkill",
            async (call, cancellationToken) => HostValue.From(await processes.KillAsync(call.RequireName(0), cancellationToken).ConfigureAwait(false)),
            "Ends a run at once, at whichever instance it is going on; false when no such run is.",
            "boolean",
            new HostParameter("wid", "string"));
}
