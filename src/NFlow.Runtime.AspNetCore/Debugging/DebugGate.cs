using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace NFlow.Runtime.AspNetCore.Debugging;

/// <summary>Lets in who comes from an allowed address and knows the token.</summary>
internal sealed class DebugGate(AddressList allowed, string token) : IEndpointFilter
{
    private const string Header = "X-Debug-Token";
    private const string Query = "debug_token";

    private readonly byte[]? _digest = token.Length == 0 ? null : Digest(token);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.CacheControl = "no-store";
        if (!allowed.IsEmpty && (http.Connection.RemoteIpAddress is not { } address || !allowed.Contains(address)))
            return Results.Json(new { error = "Access denied: IP not allowed" }, statusCode: StatusCodes.Status403Forbidden);
        if (_digest is not null && !KnowsToken(http.Request))
            return Results.Json(new { error = "Unauthorized: Invalid debug token" }, statusCode: StatusCodes.Status401Unauthorized);
        return await next(context).ConfigureAwait(false);
    }

    /// <summary>Compares digests, so that neither content nor length of the token shows in the time it takes.</summary>
    private bool KnowsToken(HttpRequest request)
    {
        var given = request.Headers.TryGetValue(Header, out var header) ? header.ToString() : request.Query[Query].ToString();
        return CryptographicOperations.FixedTimeEquals(Digest(given), _digest);
    }

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
