using System.Text.Json;
using NFlow.Runtime.Testing;

namespace NFlow.Runtime.Docs.Tests;

/// <summary>What the documents show works: every block of code is compiled, run or read by what it is meant for.</summary>
public sealed class DocumentTests
{
    /// <summary>Languages whose blocks somebody checks, here or (TypeScript) where the document is generated.</summary>
    private static readonly string[] Languages = ["csharp", "js", "json", "toml", "sh", "ts", "sql", "yaml", "mermaid", "ini", "text"];

    private static IEnumerable<TestCaseData> CSharp => Cases("csharp");

    private static IEnumerable<TestCaseData> JavaScript => Cases("js");

    private static IEnumerable<TestCaseData> Json => Cases("json");

    private static IEnumerable<TestCaseData> Toml => Cases("toml");

    private static IEnumerable<TestCaseData> Shell => Cases("sh");

    private static IEnumerable<TestCaseData> Sql => Cases("sql");

    private static IEnumerable<TestCaseData> Mermaid => Cases("mermaid");

    private static IEnumerable<TestCaseData> AllDocuments => Documents.All.Select(document => new TestCaseData(document).SetArgDisplayNames(document));

    [Test]
    public void EveryBlock_NamesALanguageThatIsChecked()
    {
        var unknown = Documents.Blocks.Where(block => !Languages.Contains(block.Language)).Select(block => block.ToString());
        Assert.That(unknown, Is.Empty, "Name the language after the fence; 'text' is for what is no code.");
    }

    [TestCaseSource(nameof(CSharp))]
    public void CSharp_Compiles(object block)
    {
        var shown = (DocumentBlock)block;
        var others = Documents.Of("csharp").Where(other => other.Document == shown.Document && other.Line != shown.Line);
        Assert.That(CSharpBlock.Compile(shown, others), Is.Empty, shown.Text);
    }

    [TestCaseSource(nameof(JavaScript))]
    public Task JavaScript_RunsAsANode(object block) => JavaScriptBlock.CheckAsync((DocumentBlock)block);

    [TestCaseSource(nameof(Json))]
    public async Task Json_IsReadByTheRuntime(object block)
    {
        var text = ((DocumentBlock)block).Text;
        using var json = JsonDocument.Parse(text);
        if (!json.RootElement.TryGetProperty("drawflow", out _))
            return;

        await using var host = WorkflowTestHost.FromJson(text);
        var app = await ((Apps.IAppCatalog)host.Services.GetService(typeof(Apps.IAppCatalog))!).GetAsync(CancellationToken.None);
        Assert.That(app.Problems, Is.Empty, block.ToString());
    }

    [TestCaseSource(nameof(Toml))]
    public void Toml_IsReadByTheServer(object block) => Assert.That(ServerConfiguration.Check(((DocumentBlock)block).Text), Is.Empty, block.ToString());

    [TestCaseSource(nameof(Shell))]
    public void Shell_NamesWhatExists(object block) => Assert.That(ShellBlock.Check((DocumentBlock)block), Is.Empty, block.ToString());

    [TestCaseSource(nameof(Sql))]
    public void Sql_IsUnderstoodByADatabase(object block) =>
        Assert.That(SqlBlock.Explain((DocumentBlock)block), Is.Null, block.ToString());

    [TestCaseSource(nameof(Mermaid))]
    public void Mermaid_IsADiagram(object block) =>
        Assert.That(((DocumentBlock)block).Text.Split('\n')[0], Does.Match("^(flowchart (LR|TD)|sequenceDiagram)$"), block.ToString());

    [Test]
    public void TypeScript_OnlyInTheGeneratedReference() =>
        Assert.That(Documents.Of("ts").Select(block => block.Document).Distinct(), Is.EqualTo(["docs/script-api.md"]));

    [TestCaseSource(nameof(AllDocuments))]
    public void Links_LeadSomewhere(string document) => Assert.That(Links.Broken(document), Is.Empty);

    [Test]
    public void EveryPage_IsInTheIndex()
    {
        var index = Documents.Text("docs/README.md");
        var missing = Documents.All
            .Where(document => document.StartsWith("docs/", StringComparison.Ordinal) && document != "docs/README.md" && !document.StartsWith("docs/adr/", StringComparison.Ordinal))
            .Where(document => !index.Contains($"({document["docs/".Length..]}", StringComparison.Ordinal));
        Assert.That(missing, Is.Empty, "docs/README.md lists every page.");
    }

    [Test]
    public void Readme_StartsWithCommandsThatWork() =>
        Assert.That(Documents.Of("sh").Where(block => block.Document == "README.md").SelectMany(block => block.Text.Split('\n')).First(), Is.EqualTo("dotnet run --project src/NFlow.Runtime.Server"));

    private static IEnumerable<TestCaseData> Cases(string language) =>
        Documents.Of(language).Select(block => new TestCaseData(block).SetArgDisplayNames(block.ToString()));
}
