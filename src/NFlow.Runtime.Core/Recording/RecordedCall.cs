using System.Text.Json;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Recording;

/// <summary>One call of a host function that reached outside the run.</summary>
internal sealed record RecordedCall
{
    public required string Function { get; init; }

    public HostFunctionMode Mode { get; init; }

    /// <summary>Node whose script called.</summary>
    public string? NodeId { get; init; }

    public required IReadOnlyList<JsonElement> Arguments { get; init; }

    /// <summary>What it gave, as <see cref="HostValueJson"/> writes it; null when it failed or had not ended with the run.</summary>
    public JsonElement? Result { get; set; }

    /// <summary>What the script saw when it failed; null otherwise.</summary>
    public string? Error { get; set; }

    /// <summary>Whether the script saw a TypeError.</summary>
    public bool IsTypeError { get; set; }

    /// <summary>When it ended among the run's calls, from 0; null when it had not ended with the run.</summary>
    public int? EndedAs { get; set; }

    /// <summary>The answer it gave to the client, as a function that streams does; null for nearly every call.</summary>
    public RecordedAnswer? Answer { get; set; }
}
