using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NFlow.Runtime.AspNetCore.KeyRing;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.AspNetCore.Sessions;

/// <summary>Carries the session's id in a cookie that only this host (and those that share its data protection keys) can write. Thread-safe.</summary>
/// <remarks>The cookie slides: past half of <see cref="NFlowOptions.SessionLifetime"/> it is issued again. A cookie that cannot be proved is no session.</remarks>
internal sealed partial class SessionCookie(
    IDataProtectionProvider protection,
    SessionTickets proved,
    IOptionsMonitor<NFlowHttpOptions> http,
    IOptionsMonitor<NFlowOptions> runtime,
    TimeProvider time,
    ILogger<SessionCookie> logger)
{
    /// <summary>Longer cookies are not ours; they are not worth a decryption.</summary>
    private const int MaxLength = 1024;

    private readonly IDataProtector _protector = protection.CreateProtector("NFlow.Runtime.SessionCookie.v1");

    /// <summary>The ticket the client brought; null when there is none, or none that is genuine and fresh.</summary>
    /// <exception cref="StorageException">The keys that prove it could not be read. The cookie may well be genuine.</exception>
    public SessionTicket? Read(HttpContext context)
    {
        if (context.Request.Headers.Cookie.Count == 0 || !context.Request.Cookies.TryGetValue(http.CurrentValue.SessionCookieName, out var cookie) || cookie.Length is 0 or > MaxLength)
            return null;

        var ticket = proved.Find(cookie) ?? Prove(cookie);
        return ticket is not null && time.GetUtcNow() - ticket.IssuedAt < runtime.CurrentValue.SessionLifetime ? ticket : null;
    }

    /// <summary>Whether the ticket has used up enough of its life to be issued again.</summary>
    public bool IsAging(SessionTicket ticket) =>
        time.GetUtcNow() - ticket.IssuedAt > runtime.CurrentValue.SessionLifetime / 2;

    /// <summary>Gives the client a cookie.</summary>
    /// <exception cref="StorageException">The keys that prove it could not be read.</exception>
    public void Issue(HttpContext context, string sessionId)
    {
        var ticket = new SessionTicket(sessionId, DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds()));
        var cookie = Protect($"{ticket.IssuedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)} {sessionId}");
        proved.Add(cookie, ticket);
        context.Response.Cookies.Append(http.CurrentValue.SessionCookieName, cookie, new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = runtime.CurrentValue.SessionLifetime,
            Path = context.Request.PathBase.HasValue ? context.Request.PathBase.Value : "/",
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
        });
    }

    private string Protect(string text)
    {
        try
        {
            return _protector.Protect(text);
        }
        catch (CryptographicException exception) when (KeyRingFailure.Find(exception) is { } failure)
        {
            throw failure;
        }
    }

    private SessionTicket? Prove(string cookie)
    {
        try
        {
            var text = _protector.Unprotect(cookie);
            var space = text.IndexOf(' ');
            var ticket = new SessionTicket(text[(space + 1)..], DateTimeOffset.FromUnixTimeSeconds(long.Parse(text.AsSpan(0, space), CultureInfo.InvariantCulture)));
            proved.Add(cookie, ticket);
            return ticket;
        }
        catch (CryptographicException exception) when (KeyRingFailure.Find(exception) is { } failure)
        {
            throw failure;
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            LogForged(logger, exception);
            return null;
        }
    }

    [LoggerMessage(2101, LogLevel.Debug, "A session cookie could not be proved and is ignored.", EventName = "CookieNotProved")]
    private static partial void LogForged(ILogger logger, Exception exception);
}
