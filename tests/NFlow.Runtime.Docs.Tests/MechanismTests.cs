namespace NFlow.Runtime.Docs.Tests;

/// <summary>The checks of documents notice mistakes.</summary>
public sealed class MechanismTests
{
    [Test]
    public void Reader_FindsFencesIndentedBlocksAndMarks()
    {
        var blocks = MarkdownReader.Read("page.md", """
            Text.

            <!-- test: get=/x answer='{"a": 1}' default -->
            ```js
            c.JSON(200, {});
            ```

                dotnet test

            - item

                not a block of code
            """).ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(blocks.Select(block => (block.Language, block.Line)), Is.EqualTo([("js", 5), ("sh", 8)]));
            Assert.That(blocks[0].Mark("answer"), Is.EqualTo("{\"a\": 1}"));
            Assert.That(blocks[0].Marks.Keys, Is.EquivalentTo(["get", "answer", "default"]));
            Assert.That(blocks[1].Text, Is.EqualTo("dotnet test"));
        }
    }

    [TestCase("builder.Services.AddNFlowRuntim();")]
    [TestCase("app.MapNFlow(1, 2);")]
    [TestCase("public sealed class Step : IStep { }")]
    [TestCase("var x = undeclared;")]
    public void CSharp_Mistakes(string code) => Assert.That(CSharpBlock.Compile(Block("csharp", code), []), Is.Not.Empty);

    [TestCase("builder.Services.AddNFlowRuntime();\napp.MapNFlow(\"/*\");")]
    [TestCase("using NFlow.Runtime.Testing;\nawait using var host = WorkflowTestHost.FromFile(\"app.json\");")]
    public void CSharp_Right(string code) => Assert.That(CSharpBlock.Compile(Block("csharp", code), []), Is.Empty);

    [TestCase("c.String(200, 'b');", "answer", "a")]
    [TestCase("payload.a = 2;", "gives", "{\"a\":1}")]
    [TestCase("next = 'output_3';", "port", "output_2")]
    [TestCase("notThere();", "answer", "")]
    public void JavaScript_WrongResult(string code, string mark, string expected) =>
        Assert.That(() => JavaScriptBlock.CheckAsync(Block("js", code, (mark, expected))), Throws.Exception);

    [Test]
    public void JavaScript_WrongSyntax() => Assert.That(() => JavaScriptBlock.CheckAsync(Block("js", "if (")), Throws.Exception);

    [TestCase("rm -rf /")]
    [TestCase("dotnet run --project src/Nowhere")]
    [TestCase("dotnet add package Newtonsoft.Json")]
    [TestCase("cd samples/99-none && dotnet run")]
    [TestCase("nflow-runtime --verbosity high")]
    [TestCase("bash build/nothing.sh")]
    public void Shell_Mistakes(string command) => Assert.That(ShellBlock.Check(Block("sh", command)), Is.Not.Empty);

    [TestCase("[vm_pool]\nmax_memory_mb = \"much\"")]
    [TestCase("[vm_pool]\nno_such_key = 1")]
    [TestCase("[vm_pool")]
    public void Toml_Mistakes(string toml) => Assert.That(ServerConfiguration.Check(toml), Is.Not.Empty);

    private static DocumentBlock Block(string language, string text, params (string Name, string Value)[] marks) =>
        new("page.md", 1, language, text, marks.ToDictionary(mark => mark.Name, mark => mark.Value));
}
