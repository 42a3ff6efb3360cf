namespace NFlow.Runtime.Server.Configuration;

/// <summary>Something in the configuration that needs a hand.</summary>
/// <param name="Place">File and line, or the environment variable.</param>
/// <param name="Key">The key, with its table; null when the text could not be read so far.</param>
/// <param name="Message">What is wrong or expected.</param>
internal sealed record ConfigurationProblem(string Place, string? Key, string Message)
{
    public override string ToString() => Key is null ? $"{Place}: {Message}" : $"{Place}: {Key}: {Message}";
}
