using System.Net;

namespace NFlow.Runtime.Scale.Load;

/// <summary>A client with one session. Walks the form of <c>/order</c>. Not thread-safe.</summary>
internal sealed class Browser(HttpClient http)
{
    private string? _cookie;

    /// <summary>Starts the form; the run stops and waits.</summary>
    public Task StartAsync() => SendAsync(HttpMethod.Get, null, HttpStatusCode.OK, "<form");

    public Task AnswerItemAsync(string item) => SendAsync(HttpMethod.Post, [new("nflow_next_node_run", "city"), new("item", item)], HttpStatusCode.OK, "<form");

    /// <summary>Gives the last answer; the run must end with both.</summary>
    public Task AnswerCityAsync(string city, string item) =>
        SendAsync(HttpMethod.Post, [new("nflow_next_node_run", "done"), new("city", city)], HttpStatusCode.OK, $$"""{"item":"{{item}}","city":"{{city}}"}""");

    private async Task SendAsync(HttpMethod method, KeyValuePair<string, string>[]? form, HttpStatusCode status, string beginning)
    {
        using var request = new HttpRequestMessage(method, "/order");
        if (form is not null)
            request.Content = new FormUrlEncodedContent(form);
        if (_cookie is not null)
            request.Headers.Add("Cookie", _cookie);
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        if (response.StatusCode != status || !text.StartsWith(beginning, StringComparison.Ordinal))
            throw new InvalidOperationException($"{method} /order answered {(int)response.StatusCode} {text}; expected {beginning}");
        if (response.Headers.TryGetValues("Set-Cookie", out var cookies))
            _cookie = cookies.First().Split(';')[0];
    }
}
