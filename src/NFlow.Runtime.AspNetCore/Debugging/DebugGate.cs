using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Configuration;

namespace NFlow.Runtime.AspNetCore.Debugging;

/// <summary>Lets in who comes from an allowed address and knows the token.</summary>
internal sealed class DebugGate(IOptions<NFlowDebugOptions> options) : IEndpointFilter
{
    private const string Header = "X-Debug-Token";
    private const string Query = "debug_token";

    private readonly MadeFrom<NFlowDebugOptions, Access> _access = new(options, static settings => new(AddressList.Parse(settings.AllowedIps, out _), settings.Token.Length == 0 ? null : Digest(settings.Token)));

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var (allowed, digest) = _access.Value;
        http.Response.Headers.CacheControl = "no-store";
        if (!allowed.IsEmpty && (http.Connection.RemoteIpAddress is not { } address || !allowed.Contains(address)))
            return Results.Json(new { error = "Access denied: IP not allowed" }, statusCode: StatusCodes.Status403Forbidden);
        if (digest is not null && !KnowsToken(http.Request, digest))
            return Results.Json(new { error = "Unauthorized: Invalid debug token" }, statusCode: StatusCodes.Status401Unauthorized);
        return await next(context).ConfigureAwait(false);
    }

    /// <summary>Compares digests, so that neither content nor length of the token shows in the time it takes.</summary>
    private static bool KnowsToken(HttpRequest request, byte[] digest)
    {
        var given = request.Headers.TryGetValue(Header, out var header) ? header.ToString() : request.Query[Query].ToString();
        return CryptographicOperations.FixedTimeEquals(Digest(given), digest);
    }

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private sealed record Access(AddressList Allowed, byte[]? Digest);
}
