using Microsoft.Extensions.Logging;
using NFlow.Runtime.Scripting.Workers.Protocol;

namespace NFlow.Runtime.Scripting.Workers.Child;

/// <summary>Sends what the engine logs to the server, whose log it belongs to.</summary>
internal sealed class LineLogger<T>(FrameStream frames) : ILogger<T>
{
    public const int MaxLength = 2_000;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Warning and < LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        var text = formatter(state, exception);
        using var frame = new FrameWriter(FrameKind.Log);
        frames.Write(frame.Byte((byte)logLevel).Text(text.Length <= MaxLength ? text : text[..MaxLength]));
    }
}
