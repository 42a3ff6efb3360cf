using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Diagnostics;

namespace NFlow.Runtime.AspNetCore.Metrics;

/// <summary>Listens to the runtime's instruments, ASP.NET Core's and Npgsql's, and writes what they measured under the names that dashboards of nFlow use.</summary>
/// <remarks>Instruments of the runtime that have no name here are written under their own. Measurements before the exporter exists are not seen; mapping the endpoint makes it.</remarks>
internal sealed class PrometheusExporter : IDisposable
{
    private readonly Lock _writing = new();
    private readonly MeterListener _listener = new();
    private readonly Lock _adding = new();
    private readonly SortedList<string, IInstrumentCells> _further = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IInstrumentCells> _known;
    private readonly ConnectionCells _connections = new();
    private readonly RequestCells _requests = new();
    private readonly ValueCells _activeRequests = new("nflow_requests_active", "gauge", "HTTP requests that are being answered.", isObservable: false);
    private readonly Meter _meter;
    private readonly IMeterFactory? _factory;
    private readonly TimeProvider _time;
    private readonly long _started;

    public PrometheusExporter(NFlowMeter meter, IOptions<NFlowMetricsOptions> options, TimeProvider time, IMeterFactory? factory = null)
    {
        _meter = meter.Meter;
        _factory = factory;
        _time = time;
        _started = time.GetTimestamp();
        _known = KnownCells(options.Value.Detailed);
        if (options.Value.Detailed)
            _known[NFlowTelemetry.NodeDuration] = new DurationCells("nflow_node_duration_seconds", "How long nodes took, by type and outcome.", NFlowTelemetry.NodeTypeTag, NFlowTelemetry.OutcomeTag);

        _listener.InstrumentPublished = Listen;
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, cells) => ((IInstrumentCells)cells!).Record(value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, cells) => ((IInstrumentCells)cells!).Record(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, cells) => ((IInstrumentCells)cells!).Record(value, tags));
        _listener.Start();
        _activeRequests.Record(0, []);
    }

    /// <summary>Everything measured so far.</summary>
    public string Write()
    {
        lock (_writing)
        {
            IInstrumentCells[] all;
            lock (_adding)
                all = [_requests, _activeRequests, .. _known.Values, _connections, .. _further.Values];
            foreach (var cells in all)
                cells.BeforeObservation();
            _listener.RecordObservableInstruments();

            var text = new PrometheusText();
            text.Single("nflow_up", "gauge", "Whether the runtime is up.", 1);
            text.Single("nflow_uptime_seconds", "counter", "Seconds since the runtime started.", _time.GetElapsedTime(_started).TotalSeconds);
            text.Family("nflow_build_info", "gauge", "Version of the runtime.");
            text.Sample("nflow_build_info", PrometheusText.Label("version", NFlowTelemetry.Version), 1);
            foreach (var cells in all)
                cells.Write(text);
            RuntimeMemory.Write(text);
            return text.ToString();
        }
    }

    public void Dispose() => _listener.Dispose();

    private static Dictionary<string, IInstrumentCells> KnownCells(bool detailed) => new(StringComparer.Ordinal)
    {
        [NFlowTelemetry.WorkflowDuration] = new WorkflowCells(detailed),
        [NFlowTelemetry.ProcessesActive] = new SumCells("nflow_processes_active", "gauge", "Runs that are going on."),
        [NFlowTelemetry.ProcessesTotal] = new SumCells("nflow_processes_total", "counter", "Runs started."),
        [NFlowTelemetry.CacheHits] = new SumCells("nflow_cache_hits_total", "counter", "Answers from a cache.", detailed ? "nflow_cache_detail_hits_total" : null),
        [NFlowTelemetry.CacheMisses] = new SumCells("nflow_cache_misses_total", "counter", "Answers that had to be made.", detailed ? "nflow_cache_detail_misses_total" : null),
        [NFlowTelemetry.ScriptCapacity] = new SumCells("nflow_vm_pool_size", "gauge", "Scripts that may execute at the same time."),
        [NFlowTelemetry.ScriptsExecuting] = new SumCells("nflow_vm_pool_active", "gauge", "Scripts that execute now."),
        [NFlowTelemetry.ScriptsWaiting] = new SumCells("nflow_vm_pool_waiting", "gauge", "Scripts that wait for their turn."),
        [NFlowTelemetry.AppHealthy] = new SumCells("nflow_app_healthy", "gauge", "1 while the served app is the stored one, 0 while the stored one cannot be loaded."),
    };

    private void Listen(Instrument instrument, MeterListener listener)
    {
        if (CellsFor(instrument) is { } cells)
            listener.EnableMeasurementEvents(instrument, cells);
    }

    private IInstrumentCells? CellsFor(Instrument instrument)
    {
        if (ReferenceEquals(instrument.Meter, _meter))
            return _known.GetValueOrDefault(instrument.Name) ?? (instrument.Name == NFlowTelemetry.NodeDuration ? null : FurtherCells(instrument));

        return (instrument.Meter.Name, instrument.Name) switch
        {
            ("Microsoft.AspNetCore.Hosting", "http.server.request.duration") when IsOurs(instrument.Meter) => _requests,
            ("Microsoft.AspNetCore.Hosting", "http.server.active_requests") when IsOurs(instrument.Meter) => new Untagged(_activeRequests),
            _ => ConnectionCells.Measures(instrument) ? _connections : null,
        };
    }

    private bool IsOurs(Meter meter) => meter.Scope is null || ReferenceEquals(meter.Scope, _factory);

    private IInstrumentCells FurtherCells(Instrument instrument)
    {
        var isCounter = instrument.GetType().Name.StartsWith("Counter", StringComparison.Ordinal) || instrument.GetType().Name.StartsWith("ObservableCounter", StringComparison.Ordinal);
        var name = PrometheusText.Name(instrument.Name) + (isCounter ? "_total" : "");
        lock (_adding)
        {
            if (!_further.TryGetValue(name, out var cells))
                _further[name] = cells = new ValueCells(name, isCounter ? "counter" : "gauge", instrument.Description ?? instrument.Name, instrument.IsObservable);
            return cells;
        }
    }

    private sealed class Untagged(ValueCells cells) : IInstrumentCells
    {
        public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => cells.Record(value, []);

        public void Write(PrometheusText text) => cells.Write(text);
    }
}
