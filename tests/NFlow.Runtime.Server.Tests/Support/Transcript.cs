using System.Text.Json;

namespace NFlow.Runtime.Server.Tests.Support;

/// <summary>What the Go program answered in one scenario.</summary>
internal sealed record Transcript(IReadOnlyList<TranscriptStep> Steps)
{
    public static Transcript Read(string scenario)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Require("compat", "reference-transcripts.json")));
        return new([.. document.RootElement.EnumerateArray()
            .Where(entry => entry.GetProperty("scenario").GetString() == scenario)
            .Select(TranscriptStep.Read)]);
    }
}
