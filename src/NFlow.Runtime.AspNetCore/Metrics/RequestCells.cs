namespace NFlow.Runtime.AspNetCore.Metrics;

/// <summary>HTTP requests as ASP.NET Core measures them: counted, those answered 400 and above too, and timed.</summary>
internal sealed class RequestCells : IInstrumentCells
{
    private readonly HistogramCell _durations = new();
    private long _errors;

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        _durations.Record(value);
        if (DurationCells.Find(tags, "http.response.status_code") is >= 400)
            Interlocked.Increment(ref _errors);
    }

    public void Write(PrometheusText text)
    {
        var count = _durations.Cumulate()[^1];
        text.Single("nflow_requests_total", "counter", "HTTP requests answered.", count);
        text.Single("nflow_requests_errors_total", "counter", "HTTP requests answered with status 400 and above.", Interlocked.Read(ref _errors));
        text.Single("nflow_request_duration_milliseconds", "gauge", "Average duration of an HTTP request.", count == 0 ? 0 : _durations.Sum / count * 1000);
        text.Family("nflow_request_duration_seconds", "histogram", "How long HTTP requests took.");
        text.Histogram("nflow_request_duration_seconds", "", _durations);
    }
}
