using System.Buffers;
using System.Text;
using System.Text.Json;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.HostApi.Context;

/// <summary>What <c>c</c> tells about the request.</summary>
internal sealed class RequestApi : IHostApi
{
    private const string PrivatePrefix = "nflow$";

    public void Configure(HostSurfaceBuilder surface)
    {
        HostParameter name = new("name", "string");
        surface.Function("c.Param", Param, "A path variable; empty when the route has none of that name. '*' is the whole path without its first slash.", "string", name);
        surface.Function("c.ParamNames", call => HostJson.Strings(call.Run.PathVariables.Keys), "Names of the path variables.", "string[]");
        surface.Function("c.ParamValues", call => HostJson.Strings(call.Run.PathVariables.Values), "Values of the path variables, in the order of their names.", "string[]");
        surface.Function("c.QueryParam", call => HostValue.From(call.Run.Request.Query.First(call.RequireText(0)) ?? ""), "The first value of a query parameter; empty when it is absent.", "string", name);
        surface.Function("c.QueryParams", call => HostJson.Fields(call.Run.Request.Query), "All query parameters.", "Record<string, string[]>");
        surface.Function("c.QueryString", call => HostValue.From(call.Run.Request.QueryString), "The query as received, without question mark.", "string");
        surface.Function("c.FormValue", call => HostValue.From(call.Run.Request.Fields.First(call.RequireText(0)) ?? ""), "The first value of a form field or, if there is none, of the query parameter of that name.", "string", name);
        surface.Function("c.FormParams", call => HostJson.Fields(call.Run.Request.Fields), "All form fields, followed by the query parameters.", "Record<string, string[]>");
        surface.Function("c.RealIP", call => HostValue.From(call.Run.Request.RemoteAddress), "The client's address, as the host trusts it.", "string");
        surface.Function("c.Scheme", call => HostValue.From(call.Run.Request.Scheme), "http or https.", "string");
        surface.Function("c.IsTLS", call => HostValue.From(call.Run.Request.Scheme == "https"), "Whether the client came by HTTPS.", "boolean");
        surface.Function("c.IsWebSocket", IsWebSocket, "Whether the client asks for a WebSocket.", "boolean");
        surface.Function("c.Path", call => HostValue.From(call.Run.Request.Path), "The path as received.", "string");
        surface.Function("c.Get", Get, "A value kept with c.Set; null when there is none.", "any", new HostParameter("key", "string"));
        surface.Function("c.Set", Set, "Keeps a value for the rest of the run.", "void", new HostParameter("key", "string"), new HostParameter("value"));
        surface.Function("$request", Summary, "The request line and headers.", "object");
        surface.Function("$request_body", Body, "The body: JSON, form fields or text.", "any");
        surface.Function("$query_fields", call => HostJson.Fields(call.Run.Request.Query), "Query parameters.", "Record<string, string[]>");
        surface.Function("$form_fields", call => HostJson.Fields(call.Run.Request.Form), "Form fields.", "Record<string, string[]>");
        surface.Function("$all_fields", call => HostJson.Fields(call.Run.Request.Fields), "Form fields and query parameters.", "Record<string, string[]>");
        surface.Function("$basic_auth", BasicAuth, "User name, password and whether the header was there.", "[string, string, boolean]");
        surface.Function("$cookies", call => HostJson.Texts(call.Run.Request.Cookies), "The request's cookies.", "Record<string, string>");
        surface.Function("$files", Files, "Uploaded files, without their content.", "object[]");
        surface.Function("$file_text", call => HostValue.From(Encoding.UTF8.GetString(File(call).Content.Span)), "An uploaded file as text.", "string", new HostParameter("index", "number"));
        surface.Function("$file_bytes", call => HostValue.From(File(call).Content), "An uploaded file as bytes.", "number[]", new HostParameter("index", "number"));
        surface.Function("$file_base64", call => HostValue.From(Convert.ToBase64String(File(call).Content.Span)), "An uploaded file as base64.", "string", new HostParameter("index", "number"));
        surface.Library(new HostLibrary("context", ContextLibrary.Exports, EmbeddedScript.Read("Context/context.js"), ContextLibrary.Declarations));
    }

    private static HostValue Param(HostCall call)
    {
        var name = call.RequireText(0);
        if (name == "*")
            return HostValue.From(call.Run.Request.Path.TrimStart('/'));
        return HostValue.From(call.Run.PathVariables.TryGetValue(name, out var value) ? value : "");
    }

    private static HostValue IsWebSocket(HostCall call) =>
        HostValue.From("websocket".Equals(call.Run.Request.FindHeader("Upgrade"), StringComparison.OrdinalIgnoreCase));

    private static HostValue Get(HostCall call) =>
        call.Run.Items.TryGetValue(Key(call), out var value)
            ? value switch
            {
                JsonElement json => HostValue.FromJson(json),
                string text => HostValue.From(text),
                bool flag => HostValue.From(flag),
                null => HostValue.Null,
                _ => HostValue.FromObject(value),
            }
            : HostValue.Null;

    private static HostValue Set(HostCall call)
    {
        var json = call.GetJson(1);
        call.Run.Items[Key(call)] = json.ValueKind == JsonValueKind.Undefined ? null : json;
        return HostValue.Undefined;
    }

    private static string Key(HostCall call) =>
        call.RequireText(0) is var key && !key.StartsWith(PrivatePrefix, StringComparison.Ordinal)
            ? key
            : throw call.BadArgument(0, $"a name that does not start with '{PrivatePrefix}'");

    private static HostValue Summary(HostCall call) => HostJson.Object(call.Run, static (writer, run) =>
    {
        var request = run.Request;
        writer.WriteString("method", request.Method);
        writer.WriteString("path", request.Path);
        writer.WriteString("query", request.QueryString);
        writer.WriteString("host", request.Host);
        writer.WriteString("scheme", request.Scheme);
        writer.WriteString("ip", request.RemoteAddress);
        writer.WriteString("contentType", request.ContentType);
        writer.WriteStartObject("headers");
        foreach (var (name, values) in request.Headers)
        {
            writer.WriteStartArray(name.ToLowerInvariant());
            foreach (var value in values)
                writer.WriteStringValue(value);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteStartObject("params");
        foreach (var (name, value) in run.PathVariables)
            writer.WriteString(name, value);
        writer.WriteEndObject();
    });

    private static HostValue BasicAuth(HostCall call)
    {
        var (user, password, found) = ("", "", false);
        if (call.Run.Request.FindHeader("Authorization") is { } header && header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            Span<byte> bytes = new byte[header.Length];
            if (Convert.TryFromBase64Chars(header.AsSpan(6).Trim(), bytes, out var length)
                && Encoding.UTF8.GetString(bytes[..length]) is var pair && pair.IndexOf(':') is >= 0 and var colon)
                (user, password, found) = (pair[..colon], pair[(colon + 1)..], true);
        }

        return HostValue.FromObject(new object[] { user, password, found });
    }

    private static HostValue Body(HostCall call)
    {
        var request = call.Run.Request;
        if (request.Form.Count > 0)
            return HostJson.SingleFields(request.Form);
        if (request.Body.IsEmpty)
            return HostValue.Null;
        return RequestBody.TryReadJson(request) ?? HostValue.From(Encoding.UTF8.GetString(request.Body.Span));
    }

    private static HostValue Files(HostCall call)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var file in call.Run.Request.Files)
            {
                writer.WriteStartObject();
                writer.WriteString("field", file.FieldName);
                writer.WriteString("filename", file.FileName);
                writer.WriteString("type", file.ContentType);
                writer.WriteNumber("size", file.Content.Length);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return HostValue.FromJsonUtf8(buffer.WrittenSpan.ToArray());
    }

    private static UploadedFile File(HostCall call) =>
        call.Run.Request.Files is { Count: > 0 } files && call.RequireInteger(0, 0, files.Count - 1) is var index
            ? files[(int)index]
            : throw new HostCallException("The request has no such file.");
}
