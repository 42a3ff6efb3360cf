using System.Text.Json;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Sessions;

namespace NFlow.Runtime.HostApi.Sessions;

/// <summary>Who is logged in, kept in the session.</summary>
internal sealed class ProfileApi : IHostApi
{
    public const string Part = "auth_session";
    private const string Key = "profile";

    public void Configure(HostSurfaceBuilder surface)
    {
        surface.Function("set_profile", Set, "Logs a user in: keeps the profile in the session. Numbers and booleans in it become text.", "void", new HostParameter("profile", "Record<string, any>"));
        surface.Function("get_profile", call => Read(call.Run.Session), "The profile of the user who is logged in; an empty object when nobody is.", "Record<string, any>");
        surface.Function("exist_profile", call => HostValue.From(Find(call.Run.Session) is not null), "Whether somebody is logged in.", "boolean");
        surface.Function("delete_profile", Delete, "Logs the user out.");
    }

    /// <summary>The profile as scripts see it.</summary>
    public static HostValue Read(RunSession session) => Find(session) is { } profile ? HostValue.FromJson(profile) : HostValue.FromJsonText("{}");

    private static JsonElement? Find(RunSession session)
    {
        var text = session.Get(Part, Key).AsText();
        if (text.Length == 0)
            return null;
        try
        {
            return JsonElement.Parse(text) is { ValueKind: JsonValueKind.Object } profile ? profile : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static HostValue Set(HostCall call)
    {
        var profile = call.RequireObject(0);
        call.Run.Session.Set(Part, Key, JsonSerializer.SerializeToElement(AsKept(profile)));
        call.Run.Session.RenewId();
        return HostValue.Undefined;
    }

    /// <summary>As existing apps know it: numbers and booleans of a profile are text. Objects and arrays stay what they are.</summary>
    private static string AsKept(JsonElement profile) => JsonSerializer.Serialize(profile.EnumerateObject().ToDictionary(
        member => member.Name,
        member => member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? member.Value : JsonSerializer.SerializeToElement(member.Value.AsText())));

    private static HostValue Delete(HostCall call)
    {
        call.Run.Session.Remove(Part, Key);
        return HostValue.Undefined;
    }
}
