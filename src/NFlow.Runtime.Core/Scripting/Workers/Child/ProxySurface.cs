using System.Collections.Frozen;
using NFlow.Runtime.Scripting.Workers.Protocol;

namespace NFlow.Runtime.Scripting.Workers.Child;

/// <summary>The host surface as scripts in a worker see it: the same names, behind each a call to the server. A call names its target by number: the functions first, then the values.</summary>
internal static class ProxySurface
{
    public static HostSurface Create(WorkerHello hello, HostLink link) => new(
        [.. hello.Functions.Select((function, index) => Create(function, index, link))],
        [.. hello.Globals.Select((global, index) => new HostGlobal(global.Name, global.Lifetime, "", "", _ => link.Read(hello.Functions.Count + index)))],
        hello.Libraries,
        hello.Aliases.ToFrozenDictionary(StringComparer.Ordinal));

    private static HostFunction Create(WorkerHello.FunctionShape shape, int index, HostLink link)
    {
        HostParameter[] parameters = [.. shape.Parameters.Select(name => new HostParameter(name))];
        return shape.Mode == HostFunctionMode.Synchronous
            ? new HostFunction(shape.Name, shape.Mode, "", "", parameters, call => link.Call(index, call), null)
            : new HostFunction(shape.Name, shape.Mode, "", "", parameters, null, (call, _) => link.CallAsync(index, call));
    }
}
