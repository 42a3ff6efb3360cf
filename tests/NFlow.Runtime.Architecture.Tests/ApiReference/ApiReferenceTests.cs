namespace NFlow.Runtime.Architecture.Tests.ApiReference;

/// <summary>docs/api.md is what the assemblies say. Written anew when this test runs with NFLOW_UPDATE_DOCS=1 (<c>bash build/docs.sh</c>).</summary>
public sealed class ApiReferenceTests
{
    private const string Page = "docs/api.md";

    [Test]
    public void ApiReference_Committed_IsWhatTheAssembliesSay()
    {
        var text = new ApiReferenceWriter(ProductAssemblies.All).Write();
        if (RepositoryFile.IsUpdating)
            RepositoryFile.Write(Page, text);

        Assert.That(RepositoryFile.Read(Page), Is.EqualTo(text), $"{Page} is out of date: bash build/docs.sh");
    }
}
