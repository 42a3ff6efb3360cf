using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.HostApi.Users;

/// <summary>API tokens.</summary>
internal sealed class TokenApi(ITokenStore tokens, TimeProvider time) : IHostApi
{
    public void Configure(HostSurfaceBuilder surface)
    {
        var name = new HostParameter("name", "string");
        surface.BlockingFunction("validate_token", ValidateAsync, "Whether the request carries a token of this name that is active and not expired.", "boolean", name);
        surface.BlockingFunction("get_token", GetAsync, "The tokens of a name without their secrets; null when there are none.",
            "Array<{ id: number; name: string; expired: number | null; active: boolean; header: string; tokenType: string }> | null", name);
    }

    private async ValueTask<HostValue> ValidateAsync(HostCall call, CancellationToken cancellationToken)
    {
        var run = call.Run;
        var valid = false;
        foreach (var token in await tokens.ListAsync(call.RequireText(0), cancellationToken).ConfigureAwait(false))
        {
            var sent = run.Request.FindHeader(token.Header) ?? "";
            var matches = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes($"{token.Type} {token.Token}"), Encoding.UTF8.GetBytes(sent));
            valid |= matches && token.IsActive && token.Token.Length > 0 && !(token.ExpiresAt < time.GetUtcNow());
        }

        return HostValue.From(valid);
    }

    private async ValueTask<HostValue> GetAsync(HostCall call, CancellationToken cancellationToken)
    {
        var found = await tokens.ListAsync(call.RequireText(0), cancellationToken).ConfigureAwait(false);
        if (found.Count == 0)
            return HostValue.Null;
        return HostValue.FromJson(JsonSerializer.SerializeToElement(found.Select(token => new
        {
            id = token.Id,
            name = token.Name,
            expired = token.ExpiresAt?.ToUnixTimeSeconds(),
            active = token.IsActive,
            header = token.Header,
            tokenType = token.Type,
        })));
    }
}
