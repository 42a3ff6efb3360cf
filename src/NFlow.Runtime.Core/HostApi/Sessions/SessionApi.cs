using System.Text.Json;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Sessions;

namespace NFlow.Runtime.HostApi.Sessions;

/// <summary>The client's session, in named parts.</summary>
internal sealed class SessionApi : IHostApi
{
    public void Configure(HostSurfaceBuilder surface)
    {
        HostParameter name = new("name", "string"), key = new("key", "string");
        surface.Function("set_session", Set, "Sets a value of a session part. Strings, numbers and booleans are kept as text, objects as they are.", "void", name, key, new HostParameter("value"));
        surface.Function("get_session", Get, "A value of a session part as text; empty when it is missing.", "string", name, key);
        surface.Function("open_session", call => HostValue.FromJson(call.Run.Session.Get(Part(call))), "All values of a session part.", "Record<string, any>", name);
        surface.Function("save_session", Save, "Sets every key of an object in a session part; other keys stay.", "void", name, new HostParameter("values", "Record<string, any>"));
        surface.Function("delete_session", call => Delete(call, Part(call)), "Removes a session part.", "void", name);
        surface.Function("open_session_form", call => HostValue.FromJson(call.Run.Session.Get(RunSession.FormPart)), "The form state: every key that any payload of the run has had.", "Record<string, any>");
        surface.Function("delete_session_form", call => Delete(call, RunSession.FormPart), "Clears the form state.");
    }

    private static HostValue Set(HostCall call)
    {
        var part = Part(call);
        var key = call.RequireText(1);
        var value = call.KindOf(2) switch
        {
            HostValueKind.Object or HostValueKind.Array or HostValueKind.Bytes => call.GetJson(2),
            HostValueKind.Function => throw call.BadArgument(2, "text, a number, a boolean or data"),
            _ => JsonSerializer.SerializeToElement(call.GetText(2)),
        };
        call.Run.Session.Set(part, key, value);
        return HostValue.Undefined;
    }

    private static HostValue Get(HostCall call) => HostValue.From(call.Run.Session.Get(Part(call), call.RequireText(1)).AsText());

    private static HostValue Save(HostCall call)
    {
        var part = Part(call);
        call.Run.Session.SetAll(part, call.RequireObject(1));
        return HostValue.Undefined;
    }

    private static HostValue Delete(HostCall call, string part)
    {
        call.Run.Session.Remove(part);
        return HostValue.Undefined;
    }

    private static string Part(HostCall call) =>
        call.RequireName(0) is var part && !part.StartsWith(RunSession.ReservedPrefix, StringComparison.Ordinal)
            ? part
            : throw call.BadArgument(0, $"a name that does not start with '{RunSession.ReservedPrefix}'");
}
