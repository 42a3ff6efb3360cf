using System.Text.Json;
using System.Text.RegularExpressions;

namespace NFlow.Runtime.Compatibility.Tests.Probes;

/// <summary>Whether two answers are the same to a client: status, content type, location, disposition, run id, the app's cookies and body; members of JSON objects in any order, ids of runs aside.</summary>
internal static partial class AnswerComparison
{
    /// <summary>What differs; null when nothing does.</summary>
    public static string? Difference(RecordedAnswer? recorded, RecordedAnswer? ours)
    {
        if (recorded is null || ours is null)
            return recorded is null ? ours is null ? null : $"no answer → {ours.Status}" : $"{recorded.Status} → no answer";
        if (recorded.Status != ours.Status)
            return $"status {recorded.Status} → {ours.Status}";
        foreach (var header in (string[])["Content-Type", "Location", "Content-Disposition"])
            if (!recorded.Header(header).Equals(ours.Header(header), StringComparison.OrdinalIgnoreCase))
                return $"{header} '{recorded.Header(header)}' → '{ours.Header(header)}'";
        foreach (var header in (string[])["Nflow-Wid-1", "Dromedary-Wid-2"])
            if (recorded.Header(header).Length == 0 != (ours.Header(header).Length == 0))
                return $"{header} {(recorded.Header(header).Length == 0 ? "absent → present" : "present → absent")}";
        if (CookieNames(ours).Except(CookieNames(recorded)).FirstOrDefault() is { } cookie)
            return $"cookie '{cookie}' absent → present";
        return SameBody(recorded.Body, ours.Body) ? null : "body";
    }

    /// <summary>Names of the cookies that an answer sets, but for our session's. The Go program keeps sessions in cookies of their names, with values that were not recorded.</summary>
    private static IEnumerable<string> CookieNames(RecordedAnswer answer) => answer.Headers
        .Where(header => header.Key.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase))
        .Select(header => header.Value.Split('=')[0])
        .Where(name => name != "nflow_session");

    private static bool SameBody(string recorded, string ours)
    {
        recorded = Uuid().Replace(recorded, "<uuid>");
        ours = Uuid().Replace(ours, "<uuid>");
        if (recorded == ours)
            return true;
        return Parse(recorded) is { } left && Parse(ours) is { } right && recorded.EndsWith('\n') == ours.EndsWith('\n') && JsonElement.DeepEquals(left, right);
    }

    private static JsonElement? Parse(string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uuid();
}
