using System.Text.Json;
using NFlow.Runtime.Processes;

namespace NFlow.Runtime.Clustering;

/// <summary>The runs of an instance as text on the bus.</summary>
internal static class ProcessListText
{
    /// <summary>More runs than this at one instance are cut off, newest first: the list is for people, and the bus is not for bulk.</summary>
    private const int MaxRuns = 1000;

    private const int MaxUrl = 500;

    public static string Write(IReadOnlyList<ProcessInfo> processes) =>
        JsonSerializer.Serialize(processes.Take(MaxRuns).Select(static process => process with { Url = Shorten(process.Url) }));

    /// <summary>Reads what another instance wrote; empty when it speaks another version.</summary>
    public static IReadOnlyList<ProcessInfo> Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<List<ProcessInfo>>(text) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static string Shorten(string url) => url.Length <= MaxUrl ? url : string.Concat(url.AsSpan(0, MaxUrl), "…");
}
