using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace NFlow.Runtime.AspNetCore.RateLimiting;

/// <summary>The body of a refused request, as nFlow clients know it.</summary>
/// <param name="Error">What happened.</param>
/// <param name="RetryAfter">Seconds until a request may succeed.</param>
internal sealed record RateLimitRefusal([property: JsonPropertyName("error")] string Error, [property: JsonPropertyName("retry_after")] long RetryAfter)
{
    public static Task WriteAsync(HttpContext context, ClientLease lease, RateLimitOptions options, CancellationToken cancellationToken)
    {
        var seconds = Math.Max(1, (long)Math.Ceiling(lease.RetryAfter.GetValueOrDefault().TotalSeconds));
        var response = context.Response;
        response.StatusCode = lease.StatusCode;
        if (options.SendRetryAfter)
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        var message = lease.StatusCode == StatusCodes.Status429TooManyRequests ? options.Message : "The rate limit cannot be checked right now. Please try again later.";
        return response.WriteAsJsonAsync(new RateLimitRefusal(message, seconds), cancellationToken);
    }
}
