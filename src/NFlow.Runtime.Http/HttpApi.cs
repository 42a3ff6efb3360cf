using System.Globalization;
using System.Text;
using System.Text.Json;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Http;

/// <summary>HTTP for scripts: the blocking functions that existing apps call, and the awaitable <c>http</c>.</summary>
internal sealed class HttpApi(OutboundCaller outbound) : IHostApi
{
    /// <summary>Characters; servers take far less. Reading an address makes several copies, in which a character may have become nine.</summary>
    private const int MaxAddressLength = 65_536;

    public void Configure(HostSurfaceBuilder surface)
    {
        HostParameter caller = new("caller", "string"), method = new("method", "string"), url = new("url", "string");
        surface.BlockingFunction("$http_legacy", LegacyAsync, "Calls a server for an existing app.", "object", caller, method, url, new HostParameter("body", "string", Optional: true), new HostParameter("headers", "object", Optional: true));
        surface.AsyncFunction("$http_request", RequestAsync, "Calls a server.", "object", caller, method, url, new HostParameter("options", "object", Optional: true));
        surface.Library(new HostLibrary("http", ["http.get", "http.post", "http.put", "http.patch", "http.delete", "http.head", "http.request"], Source("http.js"), Declarations));
        surface.Library(new HostLibrary("http-legacy", LegacyNames, Source("http-legacy.js"), LegacyDeclarations));
    }

    private static string Source(string name)
    {
        using var stream = typeof(HttpApi).Assembly.GetManifestResourceStream($"NFlow.Runtime.Http.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static readonly string[] LegacyNames =
    [
        "http_get", "http_get_with_header", "http_delete", "http_delete_with_header", "http_post", "http_post_with_header",
        "http_put", "http_put_with_header", "http_patch", "http_patch_with_header",
    ];

    private const string LegacyDeclarations = """
        declare interface HttpHeader { [name: string]: any; /** The first value, whatever the case of the name; empty when there is none. */ get(name: string): string; /** All values. */ values(name: string): string[]; }
        declare interface HttpResult { body: string; status: string; status_code: number; /** Arrays of values by name. */ header: HttpHeader; /** Why the call failed; null when there is an answer. */ err: string | null; }
        /** Sends a GET request and waits for the answer; a call that fails is told in err. */
        declare function http_get(url: string): HttpResult;
        /** Sends a GET request and waits for the answer; a call that fails is told in err. */
        declare function http_get_with_header(url: string, headers?: Record<string, string | string[]>): HttpResult;
        /** Sends a DELETE request and waits for the answer; a call that fails is told in err. */
        declare function http_delete(url: string): HttpResult;
        /** Sends a DELETE request and waits for the answer; a call that fails is told in err. */
        declare function http_delete_with_header(url: string, headers?: Record<string, string | string[]>): HttpResult;
        /** Sends a POST request and waits for the answer; a call that fails is told in err. */
        declare function http_post(url: string, body?: any): HttpResult;
        /** Sends a POST request and waits for the answer; a call that fails is told in err. */
        declare function http_post_with_header(url: string, body?: any, headers?: Record<string, string | string[]>): HttpResult;
        /** Sends a PUT request and waits for the answer; a call that fails is told in err. */
        declare function http_put(url: string, body?: any): HttpResult;
        /** Sends a PUT request and waits for the answer; a call that fails is told in err. */
        declare function http_put_with_header(url: string, body?: any, headers?: Record<string, string | string[]>): HttpResult;
        /** Sends a PATCH request and waits for the answer; a call that fails is told in err. */
        declare function http_patch(url: string, body?: any): HttpResult;
        /** Sends a PATCH request and waits for the answer; a call that fails is told in err. */
        declare function http_patch_with_header(url: string, body?: any, headers?: Record<string, string | string[]>): HttpResult;
        """;

    private const string Declarations = """
        declare interface HttpOptions { headers?: Record<string, string | string[]>; query?: Record<string, any>; /** Text, bytes, or an object that is sent as JSON. */ body?: any; /** Milliseconds. */ timeout?: number; }
        declare interface HttpResponse { readonly status: number; readonly ok: boolean; readonly headers: Record<string, string>; readonly body: string; json(): any; text(): string; bytes(): number[]; }
        /** Awaitable HTTP. A call that fails rejects; an answer of any status resolves. */
        declare const http: {
          get(url: string, options?: HttpOptions): Promise<HttpResponse>;
          post(url: string, options?: HttpOptions): Promise<HttpResponse>;
          put(url: string, options?: HttpOptions): Promise<HttpResponse>;
          patch(url: string, options?: HttpOptions): Promise<HttpResponse>;
          delete(url: string, options?: HttpOptions): Promise<HttpResponse>;
          head(url: string, options?: HttpOptions): Promise<HttpResponse>;
          request(options: HttpOptions & { method?: string; url: string }): Promise<HttpResponse>;
          request(method: string, url: string, options?: HttpOptions): Promise<HttpResponse>;
        };
        """;

    private async ValueTask<HostValue> LegacyAsync(HostCall call, CancellationToken cancellationToken)
    {
        var function = call.FunctionName;
        var request = new OutboundRequest(function, call.GetText(1) is { Length: > 0 } method && method.All(char.IsAsciiLetter) ? HttpMethod.Parse(method) : throw call.BadArgument(1, "a method"), Address(call, 2))
        {
            Body = LegacyBody(call, 3),
            Headers = call.KindOf(4) is HostValueKind.Undefined or HostValueKind.Null ? [] : Headers(function, call.RequireObject(4)),
        };
        try
        {
            var response = await outbound.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return Legacy(response.Text, $"{response.Status.ToString(CultureInfo.InvariantCulture)} {response.Reason}".TrimEnd(), response.Status, response.Headers, null);
        }
        catch (HostCallException ex)
        {
            return Legacy("", "", 0, [], ex.Message);
        }
    }

    private static HostValue Legacy(string body, string status, int code, IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> headers, string? error) =>
        HostValue.FromJson(JsonSerializer.SerializeToElement(new
        {
            body,
            status,
            status_code = code,
            header = headers.ToDictionary(header => header.Key, header => header.Value),
            err = error,
        }));

    private static byte[]? LegacyBody(HostCall call, int index) => call.KindOf(index) switch
    {
        HostValueKind.Undefined or HostValueKind.Null => null,
        HostValueKind.Object => Encoding.UTF8.GetBytes(call.GetJson(index).GetRawText()),
        HostValueKind.Array or HostValueKind.Bytes => call.GetBytes(index),
        HostValueKind.Function => throw call.BadArgument(index, "text, bytes or data"),
        _ => Encoding.UTF8.GetBytes(call.GetText(index)),
    };

    private async ValueTask<HostValue> RequestAsync(HostCall call, CancellationToken cancellationToken)
    {
        var function = call.FunctionName;
        var method = Method(call);
        var address = Address(call, 2);
        var options = call.KindOf(3) is HostValueKind.Undefined or HostValueKind.Null ? default : call.RequireObject(3);
        var headers = Headers(function, OptionalObject(function, options, "headers"));
        var request = new OutboundRequest(function, method, WithQuery(call, address, OptionalObject(function, options, "query")))
        {
            Body = Body(Member(options, "body"), headers),
            Headers = headers,
            Timeout = Timeout(function, Member(options, "timeout")),
        };
        var response = await outbound.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return HostValue.FromJson(JsonSerializer.SerializeToElement(new
        {
            status = response.Status,
            ok = response.Status is >= 200 and < 300,
            headers = response.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(", ", header.Value)),
            body = response.Text,
            raw = Convert.ToBase64String(IsText(response) ? [] : response.Body),
        }));
    }

    private static bool IsText(OutboundResponse response) => Encoding.UTF8.GetByteCount(response.Text) == response.Body.Length && !response.Text.Contains('\uFFFD');

    private static Uri Address(HostCall call, int index)
    {
        if (call.KindOf(index) != HostValueKind.String)
            throw call.BadArgument(index, "a string");
        var text = call.GetText(index).Trim();
        if (text.Length > MaxAddressLength)
            throw TooLong(call);
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https")
            ? address
            : throw new HostCallException($"{call.FunctionName}: argument 'url' must be an address that starts with http:// or https://.", isTypeError: true);
    }

    private static HostCallException TooLong(HostCall call) =>
        new($"{call.FunctionName}: argument 'url' must have at most {MaxAddressLength} characters, its query included.", isTypeError: true);

    private static HttpMethod Method(HostCall call) =>
        call.KindOf(1) == HostValueKind.String && call.GetText(1) is { Length: > 0 and <= 32 } name && name.All(char.IsAsciiLetter)
            ? HttpMethod.Parse(name.ToUpperInvariant())
            : throw new HostCallException($"{call.FunctionName}: argument 'method' must be an HTTP method.", isTypeError: true);

    private static TimeSpan? Timeout(string function, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        JsonValueKind.Number => TimeSpan.FromMilliseconds(Math.Clamp(json.GetDouble(), 1, int.MaxValue)),
        _ => throw BadOption(function, "timeout", "a number of milliseconds", json),
    };

    private static JsonElement OptionalObject(string function, JsonElement options, string name) => Member(options, name) switch
    {
        { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } => default,
        { ValueKind: JsonValueKind.Object } json => json,
        var json => throw BadOption(function, name, "an object", json),
    };

    private static HostCallException BadOption(string function, string name, string expected, JsonElement json) =>
        new($"{function}: argument 'options.{name}' must be {expected}, not {(json.ValueKind is JsonValueKind.True or JsonValueKind.False ? "boolean" : json.ValueKind.ToString().ToLowerInvariant())}.", isTypeError: true);

    private static List<KeyValuePair<string, string>> Headers(string function, JsonElement json)
    {
        var headers = new List<KeyValuePair<string, string>>();
        if (json.ValueKind != JsonValueKind.Object)
            return headers;
        foreach (var header in json.EnumerateObject())
            foreach (var value in header.Value.ValueKind == JsonValueKind.Array ? header.Value.EnumerateArray().ToArray() : [header.Value])
                headers.Add(new(Checked(function, header.Name, header.Name), Checked(function, header.Name, Text(value))));
        return headers;
    }

    private static string Checked(string function, string name, string text) =>
        text.AsSpan().ContainsAny("\r\n\0") ? throw new HostCallException($"{function}: header '{name.ReplaceLineEndings(" ")}' must not contain line breaks.", isTypeError: true) : text;

    private static byte[]? Body(JsonElement json, List<KeyValuePair<string, string>> headers)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Undefined or JsonValueKind.Null:
                return null;
            case JsonValueKind.String:
                return Encoding.UTF8.GetBytes(json.GetString()!);
            default:
                if (!headers.Any(header => header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))
                    headers.Add(new("Content-Type", "application/json"));
                return Encoding.UTF8.GetBytes(json.GetRawText());
        }
    }

    private static Uri WithQuery(HostCall call, Uri address, JsonElement query)
    {
        if (query.ValueKind != JsonValueKind.Object)
            return address;
        var text = new StringBuilder(address.Query.TrimStart('?'));
        foreach (var field in query.EnumerateObject())
            foreach (var value in field.Value.ValueKind == JsonValueKind.Array ? field.Value.EnumerateArray().ToArray() : [field.Value])
            {
                var content = Text(value);
                if (text.Length + field.Name.Length + content.Length > MaxAddressLength)
                    throw TooLong(call);
                text.Append(text.Length == 0 ? "" : "&").Append(Uri.EscapeDataString(field.Name)).Append('=').Append(Uri.EscapeDataString(content));
            }

        return new UriBuilder(address) { Query = text.ToString() }.Uri;
    }

    private static JsonElement Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        _ => value.GetRawText(),
    };
}
