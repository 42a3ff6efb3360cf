using System.Text;
using System.Text.Json;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Recording;

namespace NFlow.Runtime.Testing;

/// <summary>What differs between a recording and its replay, a sentence each.</summary>
internal static class ReplayComparison
{
    public static IEnumerable<string> Compare(Recording.Recording recording, WorkflowTestRun run, ReplayTaps taps) =>
        CompareRun(recording, run, taps, "").Concat(run.Outcome.Status == RunStatus.Failed ? [] : CompareAnswer(recording.Response, run.Response));

    private static IEnumerable<string> CompareRun(Recording.Recording recording, WorkflowTestRun run, ReplayTaps taps, string where)
    {
        var tap = taps.Of(run.RunId);
        if (tap is null)
        {
            yield return $"{where}The run did not begin: {run.Outcome.Error?.Message}";
            yield break;
        }

        // A fork that was still running as the recording was written cannot be compared.
        if (tap.Recorded.Status is null)
            yield break;
        if (tap.Difference is { } call)
            yield return where + call;
        if (CompareNodes(tap.Recorded.Nodes, run.Nodes) is { } node)
            yield return where + node;
        if (tap.Unmade is { } unmade)
            yield return $"{where}The recorded call {unmade} was not made.";
        if (CompareOutcome(tap.Recorded, run.Outcome) is { } outcome)
            yield return where + outcome;

        var recordedForks = recording.Runs.Where(fork => fork.ParentId == tap.Recorded.Id).ToArray();
        var forks = run.ForksAsync().GetAwaiter().GetResult();
        if (recordedForks.Length != forks.Count)
            yield return $"{where}Forks: recorded {recordedForks.Length}, replayed {forks.Count}.";
        for (var i = 0; i < Math.Min(recordedForks.Length, forks.Count); i++)
            foreach (var difference in CompareRun(recording, forks[i], taps, $"{where}Fork {i + 1}: "))
                yield return difference;
    }

    /// <summary>The first node at which the paths part.</summary>
    private static string? CompareNodes(List<RecordedNode> recorded, IReadOnlyList<VisitedNode> replayed)
    {
        for (var i = 0; i < Math.Max(recorded.Count, replayed.Count); i++)
        {
            if (i >= recorded.Count)
                return $"Node {i + 1}: recorded none, replayed '{replayed[i].Name}'.";
            if (i >= replayed.Count)
                return $"Node {i + 1}: recorded '{Name(recorded[i])}', replayed none.";
            if (CompareNode(recorded[i], replayed[i]) is { } difference)
                return $"Node {i + 1}{difference}";
        }

        return null;
    }

    private static string? CompareNode(RecordedNode recorded, VisitedNode replayed)
    {
        if (recorded.Id != replayed.Id)
            return $": recorded '{Name(recorded)}', replayed '{replayed.Name}'.";
        if (recorded.Error != replayed.Error?.Message)
            return $" '{replayed.Name}': recorded {recorded.Error ?? "no error"}, replayed {replayed.Error?.Message ?? "no error"}.";
        if (JsonDifference.Find(recorded.Payload ?? default, replayed.Payload) is { } payload)
            return $" '{replayed.Name}': payload at {payload.Pointer}: recorded {payload.Expected}, replayed {payload.Actual}.";
        return recorded.Port == replayed.Port ? null : $" '{replayed.Name}': recorded port {recorded.Port}, replayed port {replayed.Port}.";
    }

    private static string? CompareOutcome(RecordedRun recorded, RunOutcome replayed)
    {
        var (was, now) = (Describe(RecordedPath.Outcome(recorded)), Describe(replayed));
        return was == now ? null : $"Outcome: recorded {was}, replayed {now}.";
    }

    private static IEnumerable<string> CompareAnswer(RecordedResponse recorded, WorkflowResponse replayed)
    {
        if (recorded.Status != replayed.StatusCode)
            yield return $"Answer: recorded status {recorded.Status}, replayed status {replayed.StatusCode}.";
        if (recorded.ContentType != replayed.ContentType)
            yield return $"Answer: recorded media type {recorded.ContentType ?? "none"}, replayed {replayed.ContentType ?? "none"}.";
        foreach (var (name, value) in recorded.Headers)
            if (!replayed.Headers.Contains(new(name, value)))
                yield return $"Answer: recorded header {name}: {value}, replayed {replayed.Headers.FirstOrDefault(header => header.Key == name).Value ?? "none"}.";
        if (!recorded.IsStreamed && CompareBody(recorded, replayed) is { } body)
            yield return body;
    }

    private static string? CompareBody(RecordedResponse recorded, WorkflowResponse replayed)
    {
        var was = recorded.Bytes ?? Encoding.UTF8.GetBytes(recorded.Body ?? "");
        if (replayed.Body.Span.SequenceEqual(was))
            return null;
        if (TryParse(was) is { } wasJson && TryParse(replayed.Body.ToArray()) is { } nowJson && JsonDifference.Find(wasJson, nowJson) is { } json)
            return $"Answer: body at {json.Pointer}: recorded {json.Expected}, replayed {json.Actual}.";
        return $"Answer: recorded body '{WorkflowAssertions.Shorten(Encoding.UTF8.GetString(was))}', replayed '{WorkflowAssertions.Shorten(Encoding.UTF8.GetString(replayed.Body.Span))}'.";
    }

    private static JsonElement? TryParse(byte[] bytes)
    {
        try
        {
            return JsonElement.Parse(bytes);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Describe(RunOutcome outcome) => outcome.Error is { } error ? $"{outcome.Status} ({error.Kind}: {error.Message})" : outcome.Status.ToString();

    private static string Name(RecordedNode node) => node.Name.Length == 0 ? node.Id : node.Name;
}
