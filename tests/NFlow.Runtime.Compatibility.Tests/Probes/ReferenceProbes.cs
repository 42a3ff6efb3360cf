using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Compatibility.Tests.Support;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Storage.InMemory;

namespace NFlow.Runtime.Compatibility.Tests.Probes;

/// <summary>Replays what the Go program was asked and compares the answers; every difference is listed with its reason in docs/compatibility.md.</summary>
public sealed class ReferenceProbes
{
    private const string Document = "docs/compatibility.md";
    private const int ResumeRefused = 409;
    private const string Reasons = "tests/NFlow.Runtime.Compatibility.Tests/Probes/deviations.json";

    [Test]
    public async Task Transcripts_Replayed_AnswerAsRecordedOrForAListedReason()
    {
        var transcripts = Transcript.Load(SharedData.Require("compat", "reference-transcripts.json")).Where(IsReplayed).ToList();
        var differences = await ReplayAsync(transcripts, openResume: false);
        var refused = differences.Where(difference => difference.Answer.Status == ResumeRefused).Select(difference => difference.Transcript.Scenario).ToHashSet();
        var stillDiffer = (await ReplayAsync([.. transcripts.Where(transcript => refused.Contains(transcript.Scenario))], openResume: true)).Select(difference => difference.Transcript.Id).ToHashSet();
        var agreeWhenOpen = differences.Count(difference => refused.Contains(difference.Transcript.Scenario) && !stillDiffer.Contains(difference.Transcript.Id));
        var reasons = JsonSerializer.Deserialize<Dictionary<string, string>>(RepositoryFile.Read(Reasons))!;

        var unexplained = differences.Where(difference => Reason(reasons, difference.Transcript) is null).ToList();
        var stale = reasons.Keys.Where(key => !differences.Any(difference => difference.Transcript.Id == key || difference.Transcript.Scenario == key)).ToList();
        var table = Table(transcripts.Count, differences, agreeWhenOpen, reasons);
        if (RepositoryFile.IsUpdating)
            RepositoryFile.Write(Document, Splice(RepositoryFile.Read(Document), table));

        foreach (var difference in differences)
            TestContext.Out.WriteLine(Describe(difference));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(unexplained.Select(Describe), Is.Empty, "an answer differs and no reason is listed");
            Assert.That(stale, Is.Empty, "a reason is listed for answers that agree");
            Assert.That(RepositoryFile.Read(Document), Does.Contain(table), $"{Document} is out of date: run this test with NFLOW_UPDATE_DOCS=1");
        }
    }

    /// <summary>Health, metrics and debug endpoints are the server's own and are tested there; a few scenarios describe accidents of the Go program's process.</summary>
    private static bool IsReplayed(Transcript transcript) =>
        !transcript.Path.StartsWith("/health", StringComparison.Ordinal)
        && !transcript.Path.StartsWith("/metrics", StringComparison.Ordinal)
        && !transcript.Path.StartsWith("/debug/", StringComparison.Ordinal)
        && transcript.Path is not ("/p/c_string" or "/p/require" or "/fork?who=A39" or "/ok")
        && !transcript.Scenario.StartsWith("forged-cookies", StringComparison.Ordinal)
        && !transcript.Scenario.StartsWith("repo-app.json", StringComparison.Ordinal);

    private static async Task<List<Difference>> ReplayAsync(List<Transcript> transcripts, bool openResume)
    {
        var differences = new List<Difference>();
        await using var probes = await ProbeServer.StartAsync(await ProbeStoreAsync());
        await using var echo = await EchoServer.StartAsync();
        await using var asShipped = await ProbeServer.StartAsync(await DesignerDatabase.LoadAsync(), services => services.Configure<NFlowOptions>(options => options.AllowOpenResume = openResume));
        if (transcripts.Find(transcript => transcript.Scenario == "c_attachment") is { Answer: { } attachment })
            probes.WriteFile("triggers/_auth.js", attachment.Body);

        foreach (var scenario in transcripts.GroupBy(transcript => transcript.Scenario))
        {
            var server = scenario.Key.StartsWith("as-shipped/", StringComparison.Ordinal) || scenario.Key.StartsWith("with-auth.js/", StringComparison.Ordinal) ? asShipped : probes;
            using var client = server.CreateClient();
            if (scenario.Key == "c_cookie")
            {
                client.AddCookie("a", "b");
                client.AddCookie("c", "d");
            }

            foreach (var transcript in scenario)
            {
                using var stranger = server.CreateClient();
                var answer = await (transcript.Step.Contains("no cookies", StringComparison.Ordinal) ? stranger : client).SendAsync(transcript);
                if (AnswerComparison.Difference(transcript.Answer, answer) is { } what)
                    differences.Add(new Difference(transcript, answer, what));
            }
        }

        return differences;
    }

    private static async Task<InMemoryStore> ProbeStoreAsync()
    {
        var store = await DesignerDatabase.LoadAsync();
        store.Put(new AppDocument("app", await File.ReadAllBytesAsync(SharedData.Require("compat", "probe-app.json")), ""));
        return store;
    }

    private static string? Reason(Dictionary<string, string> reasons, Transcript transcript) =>
        reasons.GetValueOrDefault(transcript.Id) ?? reasons.GetValueOrDefault(transcript.Scenario);

    private static string Describe(Difference difference) =>
        $"{difference.Transcript.Id}: {difference.What}\n  recorded {Shorten(difference.Transcript.Answer?.Body ?? "-", 3000)}\n  ours     {Shorten(difference.Answer.Body, 3000)}\n";

    private static string Table(int count, List<Difference> differences, int agreeWhenOpen, Dictionary<string, string> reasons)
    {
        var table = new StringBuilder();
        var agree = count - differences.Count;
        table.Append(CultureInfo.InvariantCulture, $"<!-- probes: written by ReferenceProbes, do not edit -->\n{agree} of {count} recorded answers agree ({100.0 * agree / count:0.0} %); {agreeWhenOpen} more do where the host sets `AllowOpenResume`. The others, with the reason:\n\n");
        table.Append("| scenario | what differs | reason |\n|---|---|---|\n");
        foreach (var group in differences.GroupBy(difference => (difference.Transcript.Scenario, difference.What, Reason: Reason(reasons, difference.Transcript))))
        {
            var steps = string.Join(", ", group.Select(difference => difference.Transcript.Step));
            table.Append(CultureInfo.InvariantCulture, $"| `{group.Key.Scenario}` step {steps} | {group.Key.What.Replace("|", "\\|", StringComparison.Ordinal)} | {group.Key.Reason ?? "**unexplained**"} |\n");
        }

        return table.Append("<!-- /probes -->\n").ToString();
    }

    private static string Splice(string document, string table)
    {
        var start = document.IndexOf("<!-- probes:", StringComparison.Ordinal);
        var end = document.IndexOf("<!-- /probes -->\n", StringComparison.Ordinal);
        return start < 0 || end < 0 ? $"{document.TrimEnd()}\n\n{table}" : document[..start] + table + document[(end + "<!-- /probes -->\n".Length)..];
    }

    private static string Shorten(string text, int length) => text.Length <= length ? text : text[..length] + "…";

    private sealed record Difference(Transcript Transcript, RecordedAnswer Answer, string What);
}
