using Microsoft.Extensions.Logging;

namespace NFlow.Runtime.Security;

/// <summary>Makes loggers that hide sensitive values. Present only when that is asked for.</summary>
internal sealed class SanitizingLoggerFactory(ILoggerFactory inner, LogSanitizer sanitizer) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new SanitizingLogger(inner.CreateLogger(categoryName), sanitizer);

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose() => inner.Dispose();
}
