using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using NFlow.Runtime.HostApi.Files;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.HostApi.Context;

/// <summary>The response forms of <c>c</c>.</summary>
internal sealed partial class ResponseApi(Answer answer, FileRoot files) : IHostApi
{
    private const int MaxIndent = 16;

    public void Configure(HostSurfaceBuilder surface)
    {
        ConfigureData(surface);
        ConfigureText(surface);
        ConfigureFiles(surface);
        surface.Function("c.NoContent", NoContent, "Answers with a status and no body.", "void", new HostParameter("code", "number"));
        surface.Function("c.Redirect", Redirect, "Sends the client to another address.", "void", new HostParameter("code", "number"), new HostParameter("url", "string"));
        surface.Function("$c_error", Error, "Answers with an error as JSON.", "void", new HostParameter("code", "number"), new HostParameter("message", "string"));
        surface.Alias("echo_context", "c");
    }

    private void ConfigureData(HostSurfaceBuilder surface)
    {
        HostParameter code = new("code", "number"), value = new("value", "any", Optional: true), indent = new("indent", "string", Optional: true);
        surface.Function("c.JSON", call => Json(call, 1, ""), "Answers with a value as JSON, followed by a line break; <, > and & are escaped.", "void", code, value);
        surface.Function("c.JSONPretty", call => Json(call, 1, Indent(call, 2)), "Answers with a value as indented JSON.", "void", code, value, indent);
        surface.Function("c.JSONP", Jsonp, "Answers with a call of a JavaScript function on a value.", "void", code, new HostParameter("callback", "string"), value);
        surface.Function("c.JSONBlob", call => Blob(call, ContentTypes.Json, 1), "Answers with text that is JSON already.", "void", code, new HostParameter("json", "string | number[] | Uint8Array"));
        surface.Function("c.XML", call => Xml(call, null), "Answers with a value as XML: members become elements, arrays repeat their element.", "void", code, value);
        surface.Function("c.XMLPretty", call => Xml(call, Indent(call, 2)), "Answers with a value as indented XML.", "void", code, value, indent);
        surface.Function("c.XMLBlob", XmlBlob, "Answers with text that is XML already; the declaration is added.", "void", code, new HostParameter("xml", "string | number[] | Uint8Array"));
    }

    private void ConfigureText(HostSurfaceBuilder surface)
    {
        HostParameter code = new("code", "number"), bytes = new("bytes", "string | number[] | Uint8Array");
        surface.Function("c.String", call => Text(call, ContentTypes.Text), "Answers with plain text.", "void", code, new HostParameter("text", "string"));
        surface.Function("c.HTML", call => Text(call, ContentTypes.Html), "Answers with HTML; nothing is escaped.", "void", code, new HostParameter("html", "string"));
        surface.Function("c.HTMLBlob", call => Blob(call, ContentTypes.Html, 1), "Answers with HTML given as bytes.", "void", code, bytes);
        surface.Function("c.Blob", call => Blob(call, call.RequireName(1), 2), "Answers with bytes of any media type.", "void", code, new HostParameter("contentType", "string"), bytes);
    }

    private void ConfigureFiles(HostSurfaceBuilder surface)
    {
        HostParameter path = new("path", "string"), name = new("name", "string", Optional: true);
        surface.Function("c.File", call => SendFile(call, null), "Answers with a file below the host's file root.", "void", path);
        surface.Function("c.Attachment", call => SendFile(call, "attachment"), "Answers with a file that the browser saves.", "void", path, name);
        surface.Function("c.Inline", call => SendFile(call, "inline"), "Answers with a file that the browser shows.", "void", path, name);
    }

    private HostValue Json(HostCall call, int index, string indent)
    {
        var status = Answer.Status(call, 0);
        if (!answer.TryBegin(call, status, ContentTypes.Json, out var body))
            return HostValue.Undefined;
        try
        {
            WriteJson(call, index, body, indent);
        }
        catch
        {
            call.Run.Response.Retract();
            throw;
        }

        return HostValue.Undefined;
    }

    private HostValue Jsonp(HostCall call)
    {
        var status = Answer.Status(call, 0);
        var callback = call.RequireName(1);
        if (!CallbackName().IsMatch(callback))
            throw call.BadArgument(1, "the name of a JavaScript function");
        return Respond(call, status, ContentTypes.JavaScript, body =>
        {
            Encoding.UTF8.GetBytes(callback, body);
            body.Write("("u8);
            WriteJson(call, 2, body, "");
            body.Write(");"u8);
        });
    }

    private HostValue Text(HostCall call, string contentType)
    {
        var status = Answer.Status(call, 0);
        var text = call.GetText(1);
        return Respond(call, status, contentType, body => Encoding.UTF8.GetBytes(text, body));
    }

    private HostValue Blob(HostCall call, string contentType, int index)
    {
        var status = Answer.Status(call, 0);
        var bytes = Bytes(call, index);
        return Respond(call, status, contentType, body => body.Write(bytes));
    }

    private HostValue Xml(HostCall call, string? indent)
    {
        var status = Answer.Status(call, 0);
        var json = call.GetJson(1);
        return Respond(call, status, ContentTypes.Xml, body => JsonToXml.Write(json, body, indent));
    }

    private HostValue XmlBlob(HostCall call)
    {
        var status = Answer.Status(call, 0);
        var bytes = Bytes(call, 1);
        return Respond(call, status, ContentTypes.Xml, body =>
        {
            body.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"u8);
            body.Write(bytes);
        });
    }

    private HostValue NoContent(HostCall call)
    {
        Answer.TryBegin(call, Answer.Status(call, 0));
        return HostValue.Undefined;
    }

    private HostValue Redirect(HostCall call)
    {
        var status = (int)call.RequireInteger(0, 300, 308);
        var url = call.RequireText(1);
        if (url.AsSpan().ContainsAny("\r\n\0"))
            throw call.BadArgument(1, "an address without line breaks");
        if (Answer.TryBegin(call, status))
            call.Run.Response.SetHeader("Location", url);
        return HostValue.Undefined;
    }

    private HostValue SendFile(HostCall call, string? disposition)
    {
        var path = call.RequireName(0);
        var name = call.OptionalText(1, Path.GetFileName(path));
        var absolute = files.FindFile(call.Function.Name, path);
        if (!Answer.TryBegin(call, 200))
            return HostValue.Undefined;

        var response = call.Run.Response;
        response.ContentType = ContentTypes.ForFile(disposition is null ? absolute : name.Length == 0 ? absolute : Path.HasExtension(name) ? name : absolute);
        response.FilePath = absolute;
        if (disposition is not null)
            response.SetHeader("Content-Disposition", Disposition(disposition, name));
        return HostValue.Undefined;
    }

    private HostValue Error(HostCall call)
    {
        var status = call.RequireNumber(0) is >= 400 and <= 599 and var code && code == Math.Truncate(code) ? (int)code : 500;
        var message = JsonEncodedText.Encode(call.GetText(1));
        return Respond(call, status, ContentTypes.Json, body =>
        {
            body.Write("{\"message\":\""u8);
            body.Write(message.EncodedUtf8Bytes);
            body.Write("\"}\n"u8);
        });
    }

    private HostValue Respond(HostCall call, int status, string contentType, Action<IBufferWriter<byte>> write)
    {
        if (!answer.TryBegin(call, status, contentType, out var body))
            return HostValue.Undefined;
        try
        {
            write(body);
        }
        catch
        {
            call.Run.Response.Retract();
            throw;
        }

        return HostValue.Undefined;
    }

    private static void WriteJson(HostCall call, int index, IBufferWriter<byte> body, string indent)
    {
        if (!call.WriteJson(index, body, escapeHtml: true, indent))
            body.Write("null"u8);
        body.Write("\n"u8);
    }

    private static byte[] Bytes(HostCall call, int index) =>
        call.KindOf(index) is HostValueKind.String or HostValueKind.Bytes or HostValueKind.Array
            ? call.GetBytes(index)
            : throw call.BadArgument(index, "a string or bytes");

    /// <summary>JavaScript's rule: text as it is, a number means so many spaces.</summary>
    private static string Indent(HostCall call, int index)
    {
        if (!call.Has(index))
            return "  ";
        var indent = call.KindOf(index) == HostValueKind.Number
            ? new string(' ', (int)Math.Clamp(call.GetNumber(index), 0, MaxIndent))
            : call.RequireText(index);
        return indent.Length <= MaxIndent && indent.AsSpan().IndexOfAnyExcept(" \t") < 0
            ? indent
            : throw call.BadArgument(index, $"at most {MaxIndent.ToString(CultureInfo.InvariantCulture)} spaces or tabs");
    }

    private static string Disposition(string kind, string name)
    {
        var ascii = new StringBuilder(name.Length);
        foreach (var character in name)
            ascii.Append(character is >= ' ' and < '\x7f' and not ('"' or '\\') ? character : '_');
        var header = $"{kind}; filename=\"{ascii}\"";
        return ascii.ToString() == name ? header : $"{header}; filename*=UTF-8''{Uri.EscapeDataString(name)}";
    }

    [GeneratedRegex(@"^[A-Za-z_$][A-Za-z0-9_$]*(\.[A-Za-z_$][A-Za-z0-9_$]*)*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex CallbackName();
}
