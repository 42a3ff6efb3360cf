using System.Text;
using CsCheck;
using NFlow.Runtime.Model;

namespace NFlow.Runtime.Tests.Model;

public sealed class AppDefinitionReaderTests
{
    [Test]
    public void Read_BrokenJson_NamesAppLineAndPosition()
    {
        var error = Assert.Throws<InvalidDefinitionException>(() => AppDefinitionReader.Read("shop", Encoding.UTF8.GetBytes("{\n \"drawflow\": {,}\n}")));
        Assert.That(error.Message, Does.Contain("'shop'").And.Contain("line 2").And.Contain("position 15"));
    }

    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("null")]
    [TestCase("""{"drawflow":[]}""")]
    public void Read_JsonOfAnotherKind_SaysWhatADocumentLooksLike(string json)
    {
        var error = Assert.Throws<InvalidDefinitionException>(() => AppDefinitionReader.Read("shop", Encoding.UTF8.GetBytes(json)));
        Assert.That(error.Message, Does.Contain("drawflow"));
    }

    [Test]
    public void Read_ManyProblems_ReportsAllWithFlowNodeAndAdvice()
    {
        var app = AppDefinitionReader.Read("app", Encoding.UTF8.GetBytes("""
            {"drawflow":{
              "Broken":[],
              "Main":{"data":{
                "1":{"data":{"name":"no type"}},
                "2":{"data":{"type":"starter","urlpattern":"/x"},"outputs":{"output_1":{"connections":[]}}},
                "3":{"data":{"type":"starter","urlpattern":"/y"},"outputs":{"output_1":{"connections":[{"node":"gone"}]}}},
                "4":{"data":{"type":"js","script":"nowhere"},"outputs":null},
                "5":{"data":{"type":"starter","urlpattern":"z"},"outputs":{"output_1":{"connections":[{"node":4}]}}},
                "6":{"data":{"type":"js","code":"x"},"outputs":{"output_1":{"connections":[{"node":"4"},{"node":"1"}]}}}
              }}}}
            """));
        var text = string.Join('\n', app.Problems);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(app.Problems, Has.Count.EqualTo(7));
            Assert.That(text, Does.Contain("flow 'Broken'").And.Contain("node 1").And.Contain("/x").And.Contain("gone").And.Contain("nowhere").And.Contain("/z").And.Contain("only the first"));
            Assert.That(app.Problems.Select(problem => problem.Advice), Has.All.Not.Empty);
        }
    }

    [Test]
    public void Read_OldDocumentWithNumbers_ConnectsNodes()
    {
        var app = AppDefinitionReader.Read("app", Encoding.UTF8.GetBytes("""
            {"drawflow":{"":{"data":{
              "1":{"id":1,"data":{"type":"starter","urlpattern":"/x","method":"get"},"outputs":{"output_1":{"connections":[{"node":2,"output":"input_1"}]}}},
              "2":{"id":2,"data":{"type":"js","nflow_auth":true},"outputs":{}}}}}}
            """));
        var match = app.Routes.Match("GET", "/x")!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(match.Flow.Name, Is.Empty);
            Assert.That(match.Starter.Next("output_1")!.Id, Is.EqualTo("2"));
            Assert.That(match.Starter.Next("output_1")!.RequiresAuthentication, Is.True);
            Assert.That(app.Routes.Match("POST", "/x"), Is.Null);
        }
    }

    [TestCase("\"false\"", false)]
    [TestCase("false", false)]
    [TestCase("\"\"", false)]
    [TestCase("null", false)]
    [TestCase("\"true\"", true)]
    [TestCase("true", true)]
    [TestCase("\"yes\"", true)]
    public void RequiresAuthentication_AcceptsWhatTheDesignerWrites(string flag, bool expected)
    {
        var app = AppDefinitionReader.Read("app", new AppBuilder().Node("n", "js", $$"""{"nflow_auth":{{flag}}}""").BuildUtf8());
        Assert.That(app.FindNode("n")!.RequiresAuthentication, Is.EqualTo(expected));
    }

    [Test]
    public void Read_RealDesignerApp_LoadsWithItsOrphans()
    {
        var app = AppDefinitionReader.Read("app.json", File.ReadAllBytes(SharedData.Require("designer", "app.json")));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(app.Routes.Match("GET", "/pepe11"), Is.Not.Null);
            Assert.That(app.Problems, Has.None.Property(nameof(DefinitionProblem.Severity)).EqualTo(ProblemSeverity.Error));
        }
    }

    [Test]
    public void Read_MutatedDocuments_LoadOrSayWhyNot()
    {
        var valid = new AppBuilder().Starter("s", "/x", "n").Script("n", "function main(){}").BuildUtf8();
        Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Byte, Gen.Int[0, valid.Length]).Sample((at, value, length) =>
        {
            var mutated = valid[..];
            mutated[at] = value;
            try
            {
                AppDefinitionReader.Read("fuzz", mutated.AsMemory(0, Math.Max(length, at)));
            }
            catch (InvalidDefinitionException exception)
            {
                return exception.Problems.Count > 0;
            }

            return true;
        });
    }
}
