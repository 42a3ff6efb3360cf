using System.Text.Json;

namespace NFlow.Runtime.Testing;

/// <summary>An HTTP call that a script made.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Url">Address with query.</param>
/// <param name="Headers">Headers by name, any case.</param>
/// <param name="Body">The body as text; empty when there was none.</param>
public sealed record FakeHttpCall(string Method, string Url, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The body as JSON.</summary>
    /// <returns>The root element.</returns>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public JsonElement ReadJson() => JsonElement.Parse(Body);

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Url}";

    internal static async Task<FakeHttpCall> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        return new FakeHttpCall(request.Method.Method, request.RequestUri!.OriginalString, headers, body);
    }
}
