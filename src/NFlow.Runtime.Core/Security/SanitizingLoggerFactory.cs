using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace NFlow.Runtime.Security;

/// <summary>Makes loggers that hide sensitive values. Present only when that is asked for.</summary>
internal sealed class SanitizingLoggerFactory(ILoggerFactory inner, IOptions<SecurityOptions> options, PatternOverruns overruns) : ILoggerFactory
{
    private readonly LogSanitizer _sanitizer = new(options, overruns, inner.CreateLogger<LogSanitizer>());

    public ILogger CreateLogger(string categoryName) => new SanitizingLogger(inner.CreateLogger(categoryName), _sanitizer);

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose() => inner.Dispose();
}
