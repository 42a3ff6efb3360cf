using System.Globalization;
using System.Text;
using System.Text.Json;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Http;

/// <summary>HTTP for scripts: the blocking functions that existing apps call, and the awaitable <c>http</c>.</summary>
internal sealed class HttpApi(OutboundCaller caller) : IHostApi
{
    private const string LegacyResult = "{ body: string; status: string; status_code: number; header: Record<string, string[]>; err: string | null }";

    public void Configure(HostSurfaceBuilder surface)
    {
        AddLegacy(surface, "get", HttpMethod.Get, hasBody: false);
        AddLegacy(surface, "post", HttpMethod.Post, hasBody: true);
        AddLegacy(surface, "put", HttpMethod.Put, hasBody: true);
        AddLegacy(surface, "patch", HttpMethod.Patch, hasBody: true);
        AddLegacy(surface, "delete", HttpMethod.Delete, hasBody: false);
        surface.AsyncFunction("$http_request", RequestAsync, "Calls a server.", "object", new HostParameter("caller", "string"), new HostParameter("method", "string"), new HostParameter("url", "string"), new HostParameter("options", "object", Optional: true));
        using var stream = typeof(HttpApi).Assembly.GetManifestResourceStream("NFlow.Runtime.Http.http.js")!;
        using var reader = new StreamReader(stream);
        surface.Library(new HostLibrary("http", ["http.get", "http.post", "http.put", "http.patch", "http.delete", "http.head", "http.request"], reader.ReadToEnd(), Declarations));
    }

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

    private void AddLegacy(HostSurfaceBuilder surface, string name, HttpMethod method, bool hasBody)
    {
        HostParameter url = new("url", "string"), body = new("body", "string", Optional: true), headers = new("headers", "Record<string, string | string[]>", Optional: true);
        var summary = $"Sends a {method.Method} request and waits for the answer; a call that fails is told in err.";
        surface.BlockingFunction($"http_{name}", (call, token) => LegacyAsync(call, method, hasBody, -1, token), summary, LegacyResult, hasBody ? [url, body] : [url]);
        surface.BlockingFunction($"http_{name}_with_header", (call, token) => LegacyAsync(call, method, hasBody, hasBody ? 2 : 1, token), summary, LegacyResult, hasBody ? [url, body, headers] : [url, headers]);
    }

    private async ValueTask<HostValue> LegacyAsync(HostCall call, HttpMethod method, bool hasBody, int headersAt, CancellationToken cancellationToken)
    {
        var function = call.Function.Name;
        var request = new OutboundRequest(function, method, Address(call, 0))
        {
            Body = hasBody ? LegacyBody(call) : null,
            Headers = headersAt < 0 || call.KindOf(headersAt) is HostValueKind.Undefined or HostValueKind.Null ? [] : Headers(function, call.RequireObject(headersAt)),
        };
        try
        {
            var response = await caller.SendAsync(request, cancellationToken).ConfigureAwait(false);
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

    private static byte[]? LegacyBody(HostCall call) => call.KindOf(1) switch
    {
        HostValueKind.Undefined or HostValueKind.Null => null,
        HostValueKind.Object => Encoding.UTF8.GetBytes(call.GetJson(1).GetRawText()),
        HostValueKind.Array or HostValueKind.Bytes => call.GetBytes(1),
        HostValueKind.Function => throw call.BadArgument(1, "text, bytes or data"),
        _ => Encoding.UTF8.GetBytes(call.GetText(1)),
    };

    private async ValueTask<HostValue> RequestAsync(HostCall call, CancellationToken cancellationToken)
    {
        var function = call.FunctionName;
        var method = Method(call);
        var address = Address(call, 2);
        var options = call.KindOf(3) is HostValueKind.Undefined or HostValueKind.Null ? default : call.RequireObject(3);
        var headers = Headers(function, OptionalObject(function, options, "headers"));
        var request = new OutboundRequest(function, method, WithQuery(address, OptionalObject(function, options, "query")))
        {
            Body = Body(Member(options, "body"), headers),
            Headers = headers,
            Timeout = Timeout(function, Member(options, "timeout")),
        };
        var response = await caller.SendAsync(request, cancellationToken).ConfigureAwait(false);
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
        return Uri.TryCreate(call.GetText(index).Trim(), UriKind.Absolute, out var address) && (address.Scheme is "http" or "https")
            ? address
            : throw new HostCallException($"{call.FunctionName}: argument 'url' must be an address that starts with http:// or https://.", isTypeError: true);
    }

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

    private static Uri WithQuery(Uri address, JsonElement query)
    {
        if (query.ValueKind != JsonValueKind.Object)
            return address;
        var text = new StringBuilder(address.Query.TrimStart('?'));
        foreach (var field in query.EnumerateObject())
            foreach (var value in field.Value.ValueKind == JsonValueKind.Array ? field.Value.EnumerateArray().ToArray() : [field.Value])
                text.Append(text.Length == 0 ? "" : "&").Append(Uri.EscapeDataString(field.Name)).Append('=').Append(Uri.EscapeDataString(Text(value)));
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
