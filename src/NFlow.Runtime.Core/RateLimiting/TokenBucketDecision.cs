namespace NFlow.Runtime.RateLimiting;

/// <summary>Whether a token could be taken, and what is left.</summary>
/// <param name="IsAllowed">Whether there was a token.</param>
/// <param name="Remaining">Whole tokens left.</param>
/// <param name="RetryAfter">When denied, the time until there is a token; else zero.</param>
/// <param name="FullAfter">The time until the bucket is full again if nothing more is taken.</param>
public readonly record struct TokenBucketDecision(bool IsAllowed, long Remaining, TimeSpan RetryAfter, TimeSpan FullAfter);
