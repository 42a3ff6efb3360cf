namespace NFlow.Runtime.Testing;

/// <summary>Stands in the place of the network.</summary>
internal sealed class FakeHttpHandler(FakeHttp http) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => http.AnswerAsync(request, cancellationToken);
}
