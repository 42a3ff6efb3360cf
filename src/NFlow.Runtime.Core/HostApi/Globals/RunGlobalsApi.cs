using System.Globalization;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Execution;
using NFlow.Runtime.HostApi.Context;
using NFlow.Runtime.HostApi.Sessions;
using NFlow.Runtime.Routing;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.HostApi.Globals;

/// <summary>The values a script finds without asking: the request, the node, the run and the settings.</summary>
internal sealed class RunGlobalsApi(IOptions<NFlowOptions> options, IOptions<HostApiOptions> hostOptions) : IHostApi
{
    public void Configure(HostSurfaceBuilder surface)
    {
        ConfigureRequest(surface);
        ConfigureNode(surface);
        ConfigureSettings(surface);
    }

    private static void ConfigureRequest(HostSurfaceBuilder surface)
    {
        surface.Global("header", HostGlobalLifetime.Run, Headers, "Request headers, each with its values, under their canonical names (X-Forwarded-For); Host is not among them.", "Record<string, string[]>");
        surface.Global("form", HostGlobalLifetime.Run, run => HostJson.Fields(run.Request.Fields), "Form fields followed by query parameters, each with its values.", "Record<string, string[]>");
        surface.Global("post_data", HostGlobalLifetime.Run, PostData, "The JSON body, or form fields and query parameters with single values.", "any");
        surface.Global("nflow_endpoint", HostGlobalLifetime.Run, run => HostValue.From(RouteTable.EndpointOf(run.Request.Path).ToString()), "Path of the request, up to a resume marker.", "string");
        surface.Global("profile", HostGlobalLifetime.Node, run => ProfileApi.Read(run.Session), "Profile of the user who is logged in; an empty object when nobody is.", "Record<string, any>");
        surface.Function("$path_vars", call => HostJson.Texts(call.Run.PathVariables), "Values captured from the path.", "Record<string, string>");
        surface.Library(new HostLibrary("path-variables", ["path_vars", "vars"], EmbeddedScript.Read("Globals/path-variables.js"), """
            /** Values captured from the path by `:name` segments, and whatever the run's scripts keep there. */
            declare interface Variables { get(name: string): any; set(name: string, value: any): void; has(name: string): boolean; getAll(): Record<string, any>; [name: string]: any; }
            declare var path_vars: Variables;
            declare var vars: Variables;
            """));
    }

    private static void ConfigureNode(HostSurfaceBuilder surface)
    {
        surface.Global("nflow_data", HostGlobalLifetime.Node, NodeData, "What the author typed into the box, with a fresh storage_id.", "Record<string, any>");
        surface.Alias("dromedary_data", "nflow_data");
        surface.Global("__outputs", HostGlobalLifetime.Node, run => HostJson.Texts(run.Node?.Targets ?? Enumerable.Empty<KeyValuePair<string, string>>()), "Target node id by port.", "Record<string, string>");
        surface.Global("__flow_name", HostGlobalLifetime.Run, run => HostValue.From(run.Flow.Name), "Name of the flow.", "string");
        surface.Global("__flow_app", HostGlobalLifetime.Run, run => HostValue.From(run.App.Name), "Name of the app.", "string");
        surface.Global("current_box", HostGlobalLifetime.Node, run => HostValue.From(run.Node?.Id ?? ""), "Id of the node that runs.", "string");
        surface.Global("prev_box", HostGlobalLifetime.Node, run => HostValue.From(run.PreviousNode?.Id ?? ""), "Id of the node that ran before; empty at the start.", "string");
        surface.Global("wid", HostGlobalLifetime.Run, run => HostValue.From(run.RunId), "Id of the run.", "string");
    }

    private void ConfigureSettings(HostSurfaceBuilder surface)
    {
        surface.Global("env", HostGlobalLifetime.Run, _ => HostJson.Texts(options.Value.ScriptEnvironment), "The settings table [env]; changes last for the run.", "Record<string, string>");
        surface.Global("config", HostGlobalLifetime.Run, _ => Config(), "Settings that are not secret.", "Record<string, any>");
        surface.Global("url_base", HostGlobalLifetime.Run, _ => HostValue.From(options.Value.UrlBase), "The configured address of this server.", "string");
    }

    private static HostValue Headers(RunContext run) => HostJson.Fields(run.Request.Headers
        .Where(header => !header.Key.Equals("Host", StringComparison.OrdinalIgnoreCase))
        .Select(header => KeyValuePair.Create(Canonical(header.Key), header.Value)));

    /// <summary>Go's spelling of a header name: a capital at the start and after each hyphen.</summary>
    private static string Canonical(string name) => string.Create(name.Length, name, static (span, name) =>
    {
        for (var i = 0; i < name.Length; i++)
            span[i] = i == 0 || name[i - 1] == '-' ? char.ToUpperInvariant(name[i]) : char.ToLowerInvariant(name[i]);
    });

    private static HostValue PostData(RunContext run) =>
        RequestBody.TryReadJson(run.Request) ?? HostJson.SingleFields(run.Request.Fields);

    private static HostValue NodeData(RunContext run)
    {
        var data = run.Node?.JsonText ?? "{}";
        var members = data.AsSpan().Trim();
        if (members.Length < 2 || members[0] != '{')
            members = "{}";
        var inner = members[1..^1].Trim();
        var storageId = (run.Tap?.NewGuid() ?? Guid.NewGuid()).ToString("D", CultureInfo.InvariantCulture);
        return HostValue.FromJsonText(inner.IsEmpty ? $$"""{"storage_id":"{{storageId}}"}""" : $$"""{{{inner}},"storage_id":"{{storageId}}"}""");
    }

    /// <summary>The member names are the Go program's, so that scripts that read a limit go on working.</summary>
    private HostValue Config() => HostJson.Object((Runtime: options.Value, Host: hostOptions.Value), static (writer, settings) =>
    {
        var (runtime, host) = settings;
        writer.WriteString("AppName", runtime.AppName);
        writer.WriteStartObject("URLConfig");
        writer.WriteString("URLBase", runtime.UrlBase);
        writer.WriteEndObject();
        writer.WriteStartObject("Env");
        foreach (var (name, value) in runtime.ScriptEnvironment)
            writer.WriteString(name, value);
        writer.WriteEndObject();
        writer.WriteStartObject("VMPoolConfig");
        writer.WriteNumber("MaxSize", runtime.Scripts.MaxConcurrency);
        writer.WriteNumber("MaxMemoryMB", runtime.Limits.MaxMemoryBytes >> 20);
        writer.WriteNumber("MaxExecutionSeconds", runtime.Limits.ExecutionTime.TotalSeconds);
        writer.WriteNumber("MaxOperations", runtime.Limits.MaxOperations);
        writer.WriteBoolean("EnableFileSystem", host.EnableFileSystem);
        writer.WriteBoolean("EnableNetwork", host.EnableNetwork);
        writer.WriteBoolean("EnableProcess", host.EnableProcess);
        writer.WriteEndObject();
    });
}
