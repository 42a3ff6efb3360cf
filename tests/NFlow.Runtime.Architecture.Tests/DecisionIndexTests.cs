namespace NFlow.Runtime.Architecture.Tests;

/// <summary>docs/adr/README.md lists every decision. Written anew when this test runs with NFLOW_UPDATE_DOCS=1 (<c>bash build/docs.sh</c>).</summary>
public sealed class DecisionIndexTests
{
    private const string Index = "docs/adr/README.md";

    [Test]
    public void Index_ListsEveryDecision()
    {
        var decisions = Directory.GetFiles(Repository.PathOf("docs/adr"), "0*.md").Order(StringComparer.Ordinal)
            .Select(path => $"- [{File.ReadLines(path).First().TrimStart('#', ' ')}]({Path.GetFileName(path)})\n");
        var text = $"# Decisions\n\nChoices that close other doors, with what was weighed against them.\n\n{string.Concat(decisions)}";
        if (RepositoryFile.IsUpdating)
            RepositoryFile.Write(Index, text);

        Assert.That(RepositoryFile.Read(Index), Is.EqualTo(text), $"{Index} is out of date: bash build/docs.sh");
    }
}
