using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace NFlow.Samples.ExistingWebApp;

/// <summary>Whatever the application uses to know its users; here a key in a header.</summary>
internal sealed class StaffKeyHandler(IOptionsMonitor<StaffKeyOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<StaffKeyOptions>(options, loggers, encoder)
{
    public new const string Scheme = "staff-key";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Options.Key.Length == 0 || !Request.Headers.TryGetValue("X-Staff-Key", out var key))
            return Task.FromResult(AuthenticateResult.NoResult());
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key.ToString()), Encoding.UTF8.GetBytes(Options.Key)))
            return Task.FromResult(AuthenticateResult.Fail("Wrong key."));

        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Role, "staff")], Scheme);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme)));
    }
}
