using NFlow.Runtime.Processes;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.HostApi.Globals;

/// <summary>Runs that scripts can end.</summary>
internal sealed class ProcessApi(IProcessRegistry processes) : IHostApi
{
    public void Configure(HostSurfaceBuilder surface) =>
        surface.Function("wkill", call => HostValue.From(processes.Kill(call.RequireName(0))), "Ends a run at once; false when no such run is going on.", "boolean", new HostParameter("wid", "string"));
}
