using System.IO.Compression;
using System.Xml.Linq;
using NFlow.Runtime.Packages.Tests.Support;

namespace NFlow.Runtime.Packages.Tests;

/// <summary>What is in each package, and what must not be.</summary>
public sealed class PackageContentTests
{
    private static readonly string[] Libraries =
    [
        "NFlow.Runtime", "NFlow.Runtime.AspNetCore", "NFlow.Runtime.Core", "NFlow.Runtime.Http", "NFlow.Runtime.Mustache", "NFlow.Runtime.Plugins.AI", "NFlow.Runtime.Plugins.Db",
        "NFlow.Runtime.Plugins.Mail", "NFlow.Runtime.Redis", "NFlow.Runtime.Storage.EF", "NFlow.Runtime.Templating", "NFlow.Runtime.Testing", "NFlow.Runtime.Worker",
    ];

    private static IEnumerable<string> All => [.. Libraries, "NFlow.Runtime.Server", "NFlow.Runtime.Templates"];

    [SetUp]
    public void SetUp() => LocalFeed.Require();

    [Test]
    public void Feed_HoldsEveryPackageAndNoOther() =>
        Assert.That(
            Directory.GetFiles(LocalFeed.Folder, "*.nupkg").Select(path => Path.GetFileName(path)),
            Is.EquivalentTo(All.Select(id => $"{id}.{LocalFeed.Version}.nupkg")));

    [TestCaseSource(nameof(All))]
    public void Package_SaysWhatItIs(string id)
    {
        using var package = ZipFile.OpenRead(LocalFeed.PackagePath(id));
        var metadata = Metadata(package, id);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(package.Entries.Select(entry => entry.FullName), Is.SupersetOf(new[] { "icon.png", "README.md", "LICENSE" }));
            Assert.That(Value(metadata, "license"), Is.EqualTo("MIT"));
            Assert.That(Value(metadata, "icon"), Is.EqualTo("icon.png"));
            Assert.That(Value(metadata, "readme"), Is.EqualTo("README.md"));
            Assert.That(Value(metadata, "description"), Is.Not.Empty.And.Not.EqualTo("Package Description"));
            Assert.That(Value(metadata, "tags"), Does.Contain("nflow"));
            Assert.That(Element(metadata, "repository")?.Attribute("commit")?.Value, Does.Match("^[0-9a-f]{40}$"));
        }
    }

    [TestCaseSource(nameof(All))]
    public void Package_HoldsNothingOfTestsOrOfThisMachine(string id)
    {
        using var package = ZipFile.OpenRead(LocalFeed.PackagePath(id));
        // The template's own test project, which is what it is for.
        var names = package.Entries.Select(entry => entry.FullName).Where(name => !name.StartsWith("content/nflow-step/", StringComparison.Ordinal));
        Assert.That(names, Has.None.Contains("Test.dll").And.None.Contains("Tests").And.None.Contains("nunit").IgnoreCase.And.None.Contains(".sqlite").And.None.EndsWith(".db").And.None.Contains("shared/"));
    }

    [TestCaseSource(nameof(Libraries))]
    public void Library_BringsDocumentationAndSymbolsThatLeadToTheSources(string id)
    {
        using var package = ZipFile.OpenRead(LocalFeed.PackagePath(id));
        using var symbols = ZipFile.OpenRead(Path.ChangeExtension(LocalFeed.PackagePath(id), ".snupkg"));
        var commit = Element(Metadata(package, id), "repository")!.Attribute("commit")!.Value;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(package.GetEntry($"lib/net10.0/{id}.dll"), Is.Not.Null);
            Assert.That(package.GetEntry($"lib/net10.0/{id}.xml"), Is.Not.Null);
            Assert.That(SourceLink.Read(symbols.GetEntry($"lib/net10.0/{id}.pdb")!), Does.Contain($"https://raw.githubusercontent.com/").And.Contain($"/{commit}/*"));
        }
    }

    [TestCaseSource(nameof(Libraries))]
    public void Library_WasBuiltWithoutPathsOfThisMachine(string id)
    {
        using var symbols = ZipFile.OpenRead(Path.ChangeExtension(LocalFeed.PackagePath(id), ".snupkg"));
        Assert.That(SourceLink.Documents(symbols.GetEntry($"lib/net10.0/{id}.pdb")!), Is.Not.Empty.And.All.StartsWith("/_"), "The same commit gives the same bytes in every folder.");
    }

    [TestCaseSource(nameof(Libraries))]
    public void Library_DependsOnStableVersionsOnly(string id)
    {
        using var package = ZipFile.OpenRead(LocalFeed.PackagePath(id));
        var dependencies = Metadata(package, id).Descendants().Where(element => element.Name.LocalName == "dependency").ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(dependencies.Select(dependency => dependency.Attribute("version")!.Value), Has.None.Contains("-"));
            Assert.That(dependencies.Where(dependency => dependency.Attribute("id")!.Value.StartsWith("NFlow.", StringComparison.Ordinal)).Select(dependency => dependency.Attribute("version")!.Value), Is.All.EqualTo(LocalFeed.Version));
            Assert.That(dependencies.Select(dependency => dependency.Attribute("id")!.Value), Has.None.Contains("Analyzers").And.None.Contains("NUnit"));
        }
    }

    private static XElement Metadata(ZipArchive package, string id)
    {
        using var nuspec = package.GetEntry($"{id}.nuspec")!.Open();
        return XDocument.Load(nuspec).Root!.Elements().First();
    }

    private static XElement? Element(XElement metadata, string name) => metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name);

    private static string Value(XElement metadata, string name) => Element(metadata, name)?.Value ?? "";
}
