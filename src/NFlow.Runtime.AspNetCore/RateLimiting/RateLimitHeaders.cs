using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace NFlow.Runtime.AspNetCore.RateLimiting;

/// <summary>What an answer says of its client's bucket. Written when the answer begins, since error handling clears what stands there before.</summary>
internal sealed class RateLimitHeaders(HttpResponse response, string limit, long remaining, string reset)
{
    public void Attach() => response.OnStarting(static state =>
    {
        ((RateLimitHeaders)state).Write();
        return Task.CompletedTask;
    }, this);

    private void Write()
    {
        response.Headers["X-RateLimit-Limit"] = limit;
        response.Headers["X-RateLimit-Remaining"] = remaining.ToString(CultureInfo.InvariantCulture);
        response.Headers["X-RateLimit-Reset"] = reset;
    }
}
