using System.Text.Json;

namespace NFlow.Runtime.Server.Tests.Support;

/// <summary>One request and the Go program's answer to it.</summary>
internal sealed record TranscriptStep(string Name, string Method, string Path, IReadOnlyList<KeyValuePair<string, string>> RequestHeaders, string? RequestBody, int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, string Body)
{
    private static readonly string[] NotRepeated = ["Host", "User-Agent", "Accept", "Content-Type", "Content-Length"];

    public static TranscriptStep Read(JsonElement entry)
    {
        var request = entry.GetProperty("request");
        var response = entry.GetProperty("response");
        return new(
            entry.GetProperty("step").ToString(),
            request.GetProperty("method").GetString()!,
            request.GetProperty("path").GetString()!,
            ReadHeaders(request),
            request.GetProperty("body").GetString(),
            response.GetProperty("status").GetInt32(),
            ReadHeaders(response),
            response.GetProperty("body").GetString()!);
    }

    /// <summary>The same request, for a real client.</summary>
    public HttpRequestMessage ToRequest(Uri server)
    {
        var request = new HttpRequestMessage(new HttpMethod(Method), new Uri(server.GetLeftPart(UriPartial.Authority) + Path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        foreach (var (name, value) in RequestHeaders)
            if (!NotRepeated.Contains(name, StringComparer.OrdinalIgnoreCase))
                request.Headers.TryAddWithoutValidation(name, value);
        if (RequestBody is not null)
        {
            request.Content = new StringContent(RequestBody);
            request.Content.Headers.Remove("Content-Type");
            request.Content.Headers.TryAddWithoutValidation("Content-Type", RequestHeaders.First(header => header.Key == "Content-Type").Value);
        }

        return request;
    }

    public string? Header(string name) => Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static List<KeyValuePair<string, string>> ReadHeaders(JsonElement message) =>
        [.. message.GetProperty("headers").EnumerateArray().Select(pair => new KeyValuePair<string, string>(pair[0].GetString()!, pair[1].GetString()!))];
}
