using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace NFlow.Runtime.AspNetCore.Health;

/// <summary>Asks the components, at most once per cache duration however many ask at the same time. Thread-safe.</summary>
internal sealed class HealthReporter(HealthCheckService checks, IOptions<NFlowHealthOptions> options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly long _started = time.GetTimestamp();
    private Task<HealthReport>? _asking;
    private long _askedAt;

    public TimeSpan Uptime => time.GetElapsedTime(_started);

    public Task<HealthReport> ReportAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_asking is null || _asking.IsFaulted || _asking.IsCanceled || (_asking.IsCompleted && time.GetElapsedTime(_askedAt) >= options.Value.CacheDuration))
            {
                _askedAt = time.GetTimestamp();
                // The answer is shared: one client that goes away must not take it from the others.
                _asking = checks.CheckHealthAsync(registration => registration.Tags.Contains(HealthRegistrations.Tag), CancellationToken.None);
            }

            return _asking.WaitAsync(cancellationToken);
        }
    }
}
