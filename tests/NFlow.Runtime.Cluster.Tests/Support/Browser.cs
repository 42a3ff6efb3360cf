using System.Net;

namespace NFlow.Runtime.Cluster.Tests.Support;

/// <summary>A client that keeps its cookies whichever server it talks to, as one behind a load balancer does.</summary>
internal sealed class Browser : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _client;

    public Browser() => _client = new HttpClient(new SocketsHttpHandler { CookieContainer = _cookies, AllowAutoRedirect = false });

    public async Task<(HttpStatusCode Status, string Text)> GetAsync(ServerProcess server, string path, CancellationToken cancellationToken)
    {
        using var response = await _client.GetAsync(new Uri(server.Address, path), cancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
    }

    public async Task<(HttpStatusCode Status, string Text)> PostAsync(ServerProcess server, string path, string field, string value, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent([new(field, value)]);
        using var response = await _client.PostAsync(new Uri(server.Address, path), form, cancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
    }

    public void Dispose() => _client.Dispose();
}
