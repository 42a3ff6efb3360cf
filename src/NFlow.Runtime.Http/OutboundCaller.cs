using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Http;

/// <summary>Makes the calls of scripts: checks every address, follows redirects itself, bounds time and size. Thread-safe.</summary>
internal sealed class OutboundCaller(IHttpClientFactory clients, OutboundGuard guard, IOptions<ScriptHttpOptions> options, TimeProvider time)
{
    private static readonly HashSet<string> CredentialHeaders = new(StringComparer.OrdinalIgnoreCase) { "Authorization", "Cookie", "Proxy-Authorization" };

    /// <summary>Calls and reads the whole answer.</summary>
    /// <exception cref="HostCallException">The call failed; the message may be shown to the script.</exception>
    /// <exception cref="OperationCanceledException">The run ended.</exception>
    public async Task<OutboundResponse> SendAsync(OutboundRequest request, CancellationToken cancellationToken)
    {
        var limit = request.Timeout is { } asked && asked < options.Value.Timeout ? asked : options.Value.Timeout;
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await FollowAsync(request, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HostCallException($"{request.Function}: {request.Address.Host} did not answer within {limit.TotalSeconds:0.###} seconds.");
        }
        catch (Exception ex) when (ex is HttpRequestException or IOException)
        {
            throw new HostCallException($"{request.Function}: {Explain(ex, request.Address)}.", innerException: ex);
        }
    }

    private async Task<OutboundResponse> FollowAsync(OutboundRequest request, CancellationToken cancellationToken)
    {
        var client = clients.CreateClient(NFlowHttpExtensions.ClientName);
        for (var redirects = 0; ; redirects++)
        {
            guard.Check(request.Address);
            using var message = CreateMessage(request);
            using var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (Redirect(request, response) is { } next && options.Value.MaxRedirects > 0)
            {
                if (redirects >= options.Value.MaxRedirects)
                    throw new HostCallException($"{request.Function}: {request.Address.Host} redirects more than {options.Value.MaxRedirects} times.");
                request = next;
                continue;
            }

            return await ReadAsync(request, response, cancellationToken).ConfigureAwait(false);
        }
    }

    private static HttpRequestMessage CreateMessage(OutboundRequest request)
    {
        var message = new HttpRequestMessage(request.Method, request.Address);
        if (request.Body is not null)
            message.Content = new ByteArrayContent(request.Body);
        foreach (var (name, value) in request.Headers)
        {
            if (name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) && !name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
                (message.Content ??= new ByteArrayContent([])).Headers.TryAddWithoutValidation(name, value);
            else if (!name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) && !name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase))
                message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    private static OutboundRequest? Redirect(OutboundRequest request, HttpResponseMessage response)
    {
        if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
            || response.Headers.Location is not { } location)
            return null;

        var address = new Uri(request.Address, location);
        var keepsMethod = response.StatusCode is HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect || request.Method == HttpMethod.Get || request.Method == HttpMethod.Head;
        var sameOrigin = address.Scheme == request.Address.Scheme && address.Authority == request.Address.Authority;
        return request with
        {
            Address = address,
            Method = keepsMethod ? request.Method : HttpMethod.Get,
            Body = keepsMethod ? request.Body : null,
            Headers = [.. request.Headers.Where(header =>
                (sameOrigin || !CredentialHeaders.Contains(header.Key)) && (keepsMethod || !header.Key.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)))],
        };
    }

    private async Task<OutboundResponse> ReadAsync(OutboundRequest request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var limit = options.Value.MaxResponseBytes;
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var body = new MemoryStream();
            var buffer = new byte[16 * 1024];
            int read;
            while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (body.Length + read > limit)
                    throw new HostCallException($"{request.Function}: the answer of {request.Address.Host} is larger than {limit} bytes.");
                body.Write(buffer, 0, read);
            }

            var headers = response.Headers.Concat(response.Content.Headers)
                .Select(header => KeyValuePair.Create(header.Key, (IReadOnlyList<string>)[.. header.Value]));
            var bytes = body.ToArray();
            return new OutboundResponse((int)response.StatusCode, response.ReasonPhrase ?? "", [.. headers], bytes, Charset(response).GetString(bytes));
        }
    }

    private static Encoding Charset(HttpResponseMessage response)
    {
        try
        {
            return response.Content.Headers.ContentType?.CharSet is { Length: > 0 } charset ? Encoding.GetEncoding(charset.Trim('"')) : Encoding.UTF8;
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }

    /// <summary>What a script may know of a failure: not more than that it happened, and to which host.</summary>
    private static string Explain(Exception exception, Uri address)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
            if (cause is AddressRefusedException refused)
                return refused.Message;
        return exception is HttpRequestException { HttpRequestError: var error }
            ? error switch
            {
                HttpRequestError.NameResolutionError => $"host '{address.Host}' is unknown",
                HttpRequestError.ConnectionError => $"no connection to {address.Authority}",
                HttpRequestError.SecureConnectionError => $"no secure connection to {address.Authority}: its certificate is not trusted",
                _ => $"the call to {address.Authority} failed",
            }
            : $"the call to {address.Authority} failed";
    }
}
