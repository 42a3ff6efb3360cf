using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace NFlow.Runtime.Architecture.Tests;

/// <summary>Every dependency has its reason in docs/dependencies.md, and none is kept that nobody uses.</summary>
public sealed partial class DependencyDocumentTests
{
    private static IEnumerable<string> Pinned =>
        XDocument.Load(Repository.PathOf("Directory.Packages.props")).Descendants("PackageVersion").Select(package => package.Attribute("Include")!.Value);

    [Test]
    public void Dependencies_AreThosePinned()
    {
        var documented = Rows().Matches(RepositoryFile.Read("docs/dependencies.md")).SelectMany(row => row.Groups[1].Value.Split(", ")).Where(name => name is not ("package" or "---"));
        Assert.That(documented, Is.EquivalentTo(Pinned), "Each package of Directory.Packages.props has a row in docs/dependencies.md that says why, and the other way round.");
    }

    [Test]
    public void Dependencies_AreUsed()
    {
        string[] roots = ["src", "tests", "samples", "benchmarks"];
        var used = roots.SelectMany(root => Directory.GetFiles(Repository.PathOf(root), "*.csproj", SearchOption.AllDirectories))
            .Concat([Repository.PathOf("Directory.Build.props"), Repository.PathOf("Directory.Build.targets"), Repository.PathOf("tests/Directory.Build.props")])
            .SelectMany(path => XDocument.Load(path).Descendants("PackageReference").Select(package => package.Attribute("Include")?.Value))
            .ToHashSet();
        Assert.That(Pinned.Where(package => !used.Contains(package)), Is.Empty, "A pinned package that no project references is removed.");
    }

    [GeneratedRegex(@"^\|\s*(.+?)\s*\|", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
