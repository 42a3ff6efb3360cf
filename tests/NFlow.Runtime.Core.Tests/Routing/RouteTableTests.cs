using CsCheck;
using NFlow.Runtime.Model;
using NFlow.Runtime.Routing;

namespace NFlow.Runtime.Tests.Routing;

public sealed class RouteTableTests
{
    [TestCase("/orders", "/orders", true)]
    [TestCase("/orders", "/orders/", false)]
    [TestCase("/orders", "/ORDERS", false)]
    [TestCase("/orders", "//orders", false)]
    [TestCase("/orders", "/orders%2f", false)]
    [TestCase("/", "/", true)]
    [TestCase("/café", "/caf%C3%A9", true)]
    [TestCase("/a b", "/a%20b", true)]
    public void Match_ComparesSegmentsAsReceived(string pattern, string path, bool matches) =>
        Assert.That(Routes(new AppBuilder().Starter("s", pattern, "n").Node("n", "x")).Match("GET", path), matches ? Is.Not.Null : Is.Null);

    [TestCase("/pv/1/list/abc", "1", "abc")]
    [TestCase("/pv/a%20b/list/%2F", "a b", "/")]
    [TestCase("/pv//list/", "", "")]
    [TestCase("/pv/%25zz/list/%", "%zz", "%")]
    public void Match_DecodesVariablesOnce(string path, string id, string name)
    {
        var match = Routes(new AppBuilder().Starter("s", "/pv/:id/list/:name", "n").Node("n", "x")).Match("GET", path);
        Assert.That(match!.PathVariables, Is.EquivalentTo(new Dictionary<string, string> { ["id"] = id, ["name"] = name }));
    }

    [TestCase("GET", "/users/me", "literal")]
    [TestCase("GET", "/users/7", "variable-get")]
    [TestCase("POST", "/users/7", "variable-any")]
    [TestCase("POST", "/users/me", "literal-post")]
    [TestCase("PUT", "/users/me", "variable-any", Description = "the literal branch serves no PUT, so the variable one does")]
    public void Match_PrefersLiteralThenMethodThenDocumentOrder(string method, string path, string starter)
    {
        var routes = Routes(new AppBuilder()
            .Starter("variable-any", "/users/:id", "n")
            .Starter("variable-get", "/users/:id", "n", "GET")
            .Starter("literal", "/users/me", "n", "GET")
            .Starter("literal-post", "/users/me", "n", "POST")
            .Node("n", "x"));
        Assert.That(routes.Match(method, path)!.Starter.Id, Is.EqualTo(starter));
    }

    [TestCase("/wizard/nftk/Step%201", "/wizard", null)]
    [TestCase("/wizard/nftk/Step%201/nfnext/abc-1", "/wizard", "abc-1")]
    [TestCase("/wizard/nfnext/abc%201", "/wizard", "abc 1")]
    [TestCase("/wizard/nfnext/", "/wizard", null)]
    [TestCase("/wizard/nfnext", "/wizard", null)]
    public void Match_CutsResumeSegments(string path, string pattern, string? node)
    {
        var match = Routes(new AppBuilder().Starter("s", pattern, "n").Node("n", "x")).Match("POST", path);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(match!.Starter.Id, Is.EqualTo("s"));
            Assert.That(match.ResumeNodeId, Is.EqualTo(node));
        }
    }

    [Test]
    public void Read_TwoStartersOnOneRoute_WarnsNamingBothAndServesTheFirst()
    {
        var app = AppDefinitionReader.Read("app", new AppBuilder().Starter("first", "/x", "n").Flow("Other").Starter("second", "/x", "m").Node("m", "x").Flow("Third").Node("n", "x").BuildUtf8());
        var app2 = AppDefinitionReader.Read("app", new AppBuilder().Starter("first", "/x", "n").Node("n", "x").Flow("Other").Starter("second", "/x", "m").Node("m", "x").BuildUtf8());
        var problem = app2.Problems.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(app2.Routes.Match("GET", "/x")!.Starter.Id, Is.EqualTo("first"));
            Assert.That(problem.ToString(), Does.Contain("first").And.Contain("second").And.Contain("Other"));
            Assert.That(app.Routes.Match("GET", "/x")!.Starter.Id, Is.EqualTo("first"));
        }
    }

    [Test]
    public void Match_AnyPath_NeverThrowsAndFindsWhatALinearScanFinds()
    {
        var segment = OneOf("", "a", "b", ":v", ":w");
        var pattern = segment.Array[1, 4].Select(parts => "/" + string.Join('/', parts));
        var path = OneOf("", "a", "b", "c", "%2F", "%", "nftk", "nfnext").Array[1, 5].Select(parts => "/" + string.Join('/', parts));
        Gen.Select(pattern.Array[1, 6], path).Sample((patterns, candidate) =>
        {
            var builder = new AppBuilder().Node("n", "x");
            for (var i = 0; i < patterns.Length; i++)
                builder.Starter($"s{i}", patterns[i], "n");
            var match = Routes(builder).Match("GET", candidate);
            var cut = candidate.Split('/').TakeWhile(part => part is not ("nftk" or "nfnext")).ToArray();
            var fits = patterns.Any(p => Fits(p.Split('/'), cut));
            return match is not null == fits;
        });
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static bool Fits(string[] pattern, string[] path) =>
        pattern.Length == path.Length && pattern.Zip(path).All(pair => pair.First.StartsWith(':') || pair.First == pair.Second);

    private static RouteTable Routes(AppBuilder app) => AppDefinitionReader.Read("app", app.BuildUtf8()).Routes;
}
