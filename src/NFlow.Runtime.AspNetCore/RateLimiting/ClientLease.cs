using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;

namespace NFlow.Runtime.AspNetCore.RateLimiting;

/// <summary>What the limiter tells ASP.NET Core's middleware.</summary>
internal sealed class ClientLease(bool isAcquired, int statusCode = 0, TimeSpan? retryAfter = null) : RateLimitLease
{
    public static ClientLease Admitted { get; } = new(true);

    /// <summary>Nothing was decided yet: the answer takes a wait.</summary>
    public static ClientLease Undecided { get; } = new(false);

    public override bool IsAcquired => isAcquired;

    public override IEnumerable<string> MetadataNames => retryAfter is null ? [] : [MetadataName.RetryAfter.Name];

    /// <summary>What a refused request is answered with.</summary>
    public int StatusCode => statusCode;

    public TimeSpan? RetryAfter => retryAfter;

    public override bool TryGetMetadata(string metadataName, [NotNullWhen(true)] out object? metadata)
    {
        metadata = metadataName == MetadataName.RetryAfter.Name ? retryAfter : null;
        return metadata is not null;
    }
}
