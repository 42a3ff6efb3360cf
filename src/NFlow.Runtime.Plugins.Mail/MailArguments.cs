using System.Text;
using System.Text.Json;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Plugins.Mail;

/// <summary>Reads what scripts pass to the mail functions. A value of the wrong kind is a TypeError that names function, argument and expectation.</summary>
internal static class MailArguments
{
    private const string Addresses = "a string or an array of strings";

    /// <summary><c>(to, subject, message, attach, format)</c>.</summary>
    public static MailRequest ReadPositional(HostCall call)
    {
        var isHtml = OptionalText(call, 4).Equals("html", StringComparison.OrdinalIgnoreCase);
        var message = call.RequireText(2);
        var request = new MailRequest
        {
            To = call.KindOf(0) is HostValueKind.String or HostValueKind.Array ? ReadStrings(call, "to", call.GetJson(0)) : throw call.BadArgument(0, Addresses),
            Subject = call.RequireText(1),
            Text = isHtml ? null : message,
            Html = isHtml ? message : null,
            Attachments = call.KindOf(3) switch
            {
                HostValueKind.Undefined or HostValueKind.Null => [],
                HostValueKind.String when call.GetText(3).Length == 0 => [],
                HostValueKind.String or HostValueKind.Array or HostValueKind.Object => ReadAttachments(call, "attach", call.GetJson(3)),
                _ => throw call.BadArgument(3, "a path below the file root, or an array of paths"),
            },
        };
        return request.To.Count > 0 ? request : throw Bad(call, "to", "at least one address");
    }

    /// <summary><c>({to, cc, bcc, subject, text, html, attachments, replyTo})</c>.</summary>
    public static MailRequest ReadObject(HostCall call)
    {
        var message = call.RequireObject(0);
        foreach (var member in message.EnumerateObject())
            if (member.Name is not ("to" or "cc" or "bcc" or "replyTo" or "subject" or "text" or "html" or "attachments"))
                throw new HostCallException($"{call.Function.Name}: argument 'message' has no field '{member.Name}'; known are to, cc, bcc, replyTo, subject, text, html, attachments.", isTypeError: true);

        var request = new MailRequest
        {
            To = ReadStrings(call, "message.to", Field(message, "to")),
            Cc = ReadStrings(call, "message.cc", Field(message, "cc")),
            Bcc = ReadStrings(call, "message.bcc", Field(message, "bcc")),
            ReplyTo = ReadStrings(call, "message.replyTo", Field(message, "replyTo")),
            Subject = ReadString(call, "message.subject", Field(message, "subject")) ?? "",
            Text = ReadString(call, "message.text", Field(message, "text")),
            Html = ReadString(call, "message.html", Field(message, "html")),
            Attachments = Field(message, "attachments") is { ValueKind: not JsonValueKind.Undefined } attachments ? ReadAttachments(call, "message.attachments", attachments) : [],
        };
        if (request.To.Count + request.Cc.Count + request.Bcc.Count == 0)
            throw Bad(call, "message.to", "at least one address (or cc, or bcc)");
        return request;
    }

    public static string OptionalText(HostCall call, int index) =>
        call.KindOf(index) is HostValueKind.Undefined or HostValueKind.Null ? "" : call.RequireText(index);

    private static List<AttachmentRequest> ReadAttachments(HostCall call, string argument, JsonElement json)
    {
        const string expected = "a path below the file root, an object {path} or {name, content}, or an array of these";
        return json.ValueKind switch
        {
            JsonValueKind.String or JsonValueKind.Object => [ReadAttachment(call, argument, json)],
            JsonValueKind.Array => [.. json.EnumerateArray().Select((item, index) => ReadAttachment(call, $"{argument}[{index}]", item))],
            _ => throw Bad(call, argument, expected, json.ValueKind),
        };
    }

    private static AttachmentRequest ReadAttachment(HostCall call, string argument, JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String)
            return new AttachmentRequest(json.GetString(), null, null, null);
        if (json.ValueKind != JsonValueKind.Object)
            throw Bad(call, argument, "a path below the file root, or an object {path} or {name, content}", json.ValueKind);

        var path = ReadString(call, $"{argument}.path", Field(json, "path"));
        var content = ReadString(call, $"{argument}.content", Field(json, "content"));
        var name = ReadString(call, $"{argument}.name", Field(json, "name"));
        if ((path is null) == (content is null))
            throw Bad(call, argument, "an object with either path or content");
        if (content is not null && string.IsNullOrEmpty(name))
            throw Bad(call, $"{argument}.name", "a file name, because there is content");
        return new AttachmentRequest(
            path,
            content is null ? null : Decode(call, argument, content, ReadString(call, $"{argument}.encoding", Field(json, "encoding"))),
            name,
            ReadString(call, $"{argument}.contentType", Field(json, "contentType")));
    }

    private static byte[] Decode(HostCall call, string argument, string content, string? encoding)
    {
        if (encoding is null or "utf8" or "utf-8")
            return Encoding.UTF8.GetBytes(content);
        if (encoding != "base64")
            throw Bad(call, $"{argument}.encoding", "'utf8' or 'base64'");
        var bytes = new byte[content.Length / 4 * 3 + 3];
        return Convert.TryFromBase64String(content, bytes, out var length) ? bytes[..length] : throw Bad(call, $"{argument}.content", "base64 text");
    }

    private static List<string> ReadStrings(HostCall call, string argument, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Undefined => [],
        JsonValueKind.String => [json.GetString()!],
        JsonValueKind.Array => [.. json.EnumerateArray().Select((item, index) => item.ValueKind == JsonValueKind.String
            ? item.GetString()!
            : throw Bad(call, $"{argument}[{index}]", "a string", item.ValueKind))],
        _ => throw Bad(call, argument, Addresses, json.ValueKind),
    };

    private static string? ReadString(HostCall call, string argument, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Undefined => null,
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => json.GetRawText(),
        _ => throw Bad(call, argument, "a string", json.ValueKind),
    };

    private static JsonElement Field(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : default;

    private static HostCallException Bad(HostCall call, string argument, string expected, JsonValueKind? actual = null) =>
        new($"{call.Function.Name}: argument '{argument}' must be {expected}{(actual is null ? "" : $", not {Name(actual.Value)}")}.", isTypeError: true);

    private static string Name(JsonValueKind kind) => kind is JsonValueKind.True or JsonValueKind.False ? "boolean" : kind.ToString().ToLowerInvariant();
}
