namespace NFlow.Runtime.Compatibility.Tests.Probes;

/// <summary>An answer, recorded or ours, as far as it is compared.</summary>
internal sealed record RecordedAnswer(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, string Body)
{
    public string Header(string name) => Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value ?? "";
}
