using System.Diagnostics.Metrics;
using NFlow.Runtime.AspNetCore.Metrics;

namespace NFlow.Runtime.AspNetCore.Debugging;

/// <summary>Asks Npgsql once how many connections it has.</summary>
internal static class ConnectionCount
{
    public static (long Idle, long Used) Read()
    {
        var cells = new ConnectionCells();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, target) =>
        {
            if (ConnectionCells.Measures(instrument))
                target.EnableMeasurementEvents(instrument, cells);
        };
        listener.SetMeasurementEventCallback<int>(static (_, value, tags, state) => ((ConnectionCells)state!).Record(value, tags));
        listener.Start();
        listener.RecordObservableInstruments();
        return (cells.Idle, cells.Used);
    }
}
