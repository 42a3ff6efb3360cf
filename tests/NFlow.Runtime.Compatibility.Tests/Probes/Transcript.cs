using System.Text.Json;

namespace NFlow.Runtime.Compatibility.Tests.Probes;

/// <summary>One recorded exchange with the Go program.</summary>
internal sealed record Transcript(string Scenario, string Step, string Method, string Path, IReadOnlyList<KeyValuePair<string, string>> Headers, string? Body, RecordedAnswer? Answer)
{
    public string Id => $"{Scenario} #{Step}";

    public static IReadOnlyList<Transcript> Load(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. json.RootElement.EnumerateArray().Select(Read)];
    }

    private static Transcript Read(JsonElement json)
    {
        var request = json.GetProperty("request");
        var response = json.GetProperty("response");
        return new Transcript(
            json.GetProperty("scenario").GetString()!,
            json.GetProperty("step").ToString(),
            request.GetProperty("method").GetString()!,
            request.GetProperty("path").GetString()!,
            Pairs(request.GetProperty("headers")),
            request.TryGetProperty("body", out var body) ? body.GetString() : null,
            response.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.Number
                ? new RecordedAnswer(status.GetInt32(), Pairs(response.GetProperty("headers")), response.GetProperty("body").GetString() ?? "")
                : null);
    }

    private static List<KeyValuePair<string, string>> Pairs(JsonElement headers) =>
        [.. headers.EnumerateArray().Select(pair => KeyValuePair.Create(pair[0].GetString()!, pair[1].GetString()!))];
}
