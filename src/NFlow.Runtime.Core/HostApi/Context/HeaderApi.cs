using System.Globalization;
using System.Text;
using System.Text.Json;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.HostApi.Context;

/// <summary>Headers, cookies and status of the response.</summary>
internal sealed class HeaderApi(TimeProvider time) : IHostApi
{
    /// <summary>Headers that describe the connection or the length of the body: the server's to set.</summary>
    private static readonly HashSet<string> ServerHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Content-Length", "Date", "Keep-Alive", "Server", "Trailer", "Transfer-Encoding", "Upgrade",
    };

    public void Configure(HostSurfaceBuilder surface)
    {
        HostParameter caller = new("caller", "string"), name = new("name", "string"), value = new("value", "string");
        surface.Function("c.GetHeader", call => HostValue.From(call.Run.Request.FindHeader(call.RequireName(0)) ?? ""), "A request header's first value; empty when it is absent.", "string", name);
        surface.Function("c.SetHeader", call => Set(call, 0, replace: true), "Sets a response header.", "void", name, value);
        surface.Function("c.SetCookie", SetCookie, "Sets a cookie: from an object {name, value, path, domain, expires, maxAge, secure, httpOnly, sameSite}, or from name, value and such an object.", "void",
            new HostParameter("cookie", "Cookie | string"), new HostParameter("value", "string", Optional: true), new HostParameter("options", "Cookie", Optional: true));
        surface.Function("$header_set", call => Set(call, 1, replace: true), "Sets a response header.", "void", caller, name, value);
        surface.Function("$header_add", call => Set(call, 1, replace: false), "Adds a response header.", "void", caller, name, value);
        surface.Function("$header_get", Get, "Values of a response header.", "string[]", caller, name);
        surface.Function("$status_get", call => HostValue.From(call.Run.Response.StatusCode), "The response's status.", "number");
        surface.Function("$status_set", SetStatus, "Sets the response's status.", "void", caller, new HostParameter("code", "number"));
        surface.Function("$committed", call => HostValue.From(call.Run.Response.IsAnswered), "Whether the run has answered.", "boolean");
    }

    private static HostValue Set(HostCall call, int first, bool replace)
    {
        var name = call.RequireName(first);
        var value = call.RequireText(first + 1);
        if (ServerHeaders.Contains(name))
            return HostValue.Undefined;
        if (!Answer.MaySetHeaders(call))
            return HostValue.Undefined;
        try
        {
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
                call.Run.Response.ContentType = value.AsSpan().ContainsAny("\r\n\0") ? throw new ArgumentException("line break", nameof(call)) : value;
            else if (replace)
                call.Run.Response.SetHeader(name, value);
            else
                call.Run.Response.AddHeader(name, value);
        }
        catch (ArgumentException ex)
        {
            throw new HostCallException($"{call.FunctionName}: '{Printable(name)}' is not a header that can be sent: names are tokens, values have no line breaks.", isTypeError: true, ex);
        }

        return HostValue.Undefined;
    }

    private static HostValue Get(HostCall call)
    {
        var name = call.RequireName(1);
        if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            return HostJson.Strings(call.Run.Response.ContentType is { } type ? [type] : []);
        return HostJson.Strings(call.Run.Response.Headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value));
    }

    private static HostValue SetStatus(HostCall call)
    {
        var status = (int)call.RequireInteger(1, 200, 999);
        if (Answer.MaySetHeaders(call))
            call.Run.Response.StatusCode = status;
        return HostValue.Undefined;
    }

    private HostValue SetCookie(HostCall call)
    {
        var isObject = call.KindOf(0) == HostValueKind.Object;
        var cookie = isObject ? call.GetJson(0) : call.OptionalObject(2);
        var name = isObject ? cookie.Member("name").AsText() : call.RequireName(0);
        var value = isObject ? cookie.Member("value").AsText() : call.OptionalText(1);
        if (name.Length == 0 || name.AsSpan().IndexOfAnyExcept(TokenCharacters) >= 0)
            throw new HostCallException("c.SetCookie: a cookie's name must be a token: letters, digits and !#$%&'*+-.^_`|~.", isTypeError: true);
        if (value.AsSpan().ContainsAny("\r\n\0;"))
            throw new HostCallException($"c.SetCookie: the value of cookie '{name}' must not contain semicolons or line breaks; encode it first.", isTypeError: true);

        if (Answer.MaySetHeaders(call))
            call.Run.Response.AddHeader("Set-Cookie", Format(name, value, cookie));
        return HostValue.Undefined;
    }

    private static System.Buffers.SearchValues<char> TokenCharacters { get; } =
        System.Buffers.SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private string Format(string name, string value, JsonElement options)
    {
        var text = new StringBuilder(name).Append('=').Append(value);
        Attribute(text, "Path", options.Member("path"));
        Attribute(text, "Domain", options.Member("domain"));
        var maxAge = options.Member("maxAge");
        if (maxAge.ValueKind == JsonValueKind.Undefined)
            maxAge = options.Member("max_age");
        if (maxAge.ValueKind != JsonValueKind.Undefined)
            text.Append("; Max-Age=").Append(Math.Max(0, Seconds(maxAge)).ToString(CultureInfo.InvariantCulture));
        if (Expires(options.Member("expires")) is { } expires)
            text.Append("; Expires=").Append(expires.ToString("R", CultureInfo.InvariantCulture));
        if (Flag(options, "httpOnly"))
            text.Append("; HttpOnly");
        if (Flag(options, "secure"))
            text.Append("; Secure");
        if (SameSite(options.Member("sameSite")) is { } sameSite)
            text.Append("; SameSite=").Append(sameSite);
        return text.ToString();
    }

    private static long Seconds(JsonElement value) =>
        value.ValueKind is JsonValueKind.Number or JsonValueKind.String && double.TryParse(value.AsText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? (long)seconds
            : throw new HostCallException("c.SetCookie: 'maxAge' must be a number of seconds.", isTypeError: true);

    private static bool Flag(JsonElement options, string name) => options.Member(name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False or JsonValueKind.Undefined => false,
        _ => throw new HostCallException($"c.SetCookie: '{name}' must be true or false.", isTypeError: true),
    };

    private static void Attribute(StringBuilder text, string name, JsonElement value)
    {
        var written = value.AsText();
        if (written.Length == 0)
            return;
        if (written.AsSpan().ContainsAny("\r\n\0;"))
            throw new HostCallException($"c.SetCookie: '{name}' must not contain semicolons or line breaks.", isTypeError: true);
        text.Append("; ").Append(name).Append('=').Append(written);
    }

    /// <summary>A date as <c>JSON.stringify</c> writes it, or seconds from now.</summary>
    private DateTimeOffset? Expires(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined => null,
        JsonValueKind.Number => time.GetUtcNow().AddSeconds(Math.Clamp(value.GetDouble(), -1e9, 1e9)),
        JsonValueKind.String when DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) => at,
        _ => throw new HostCallException("c.SetCookie: 'expires' must be a date or a number of seconds.", isTypeError: true),
    };

    private static string? SameSite(JsonElement value) => value.AsText().ToUpperInvariant() switch
    {
        "" => null,
        "LAX" => "Lax",
        "STRICT" => "Strict",
        "NONE" => "None",
        _ => throw new HostCallException("c.SetCookie: 'sameSite' must be 'Lax', 'Strict' or 'None'.", isTypeError: true),
    };

    private static string Printable(string name) => new([.. name.Select(character => character is >= ' ' and < '\x7f' ? character : '?')]);
}
