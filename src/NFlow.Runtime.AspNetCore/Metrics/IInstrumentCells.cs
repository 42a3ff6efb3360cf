namespace NFlow.Runtime.AspNetCore.Metrics;

/// <summary>What has been measured with one instrument. Thread-safe.</summary>
internal interface IInstrumentCells
{
    /// <summary>Takes a measurement.</summary>
    void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags);

    /// <summary>Forgets values that the instrument is about to report anew.</summary>
    void BeforeObservation()
    {
    }

    /// <summary>Writes the families.</summary>
    void Write(PrometheusText text);
}
