using System.Dynamic;
using System.Text.Json;

namespace NFlow.Runtime.Templating.Tests;

internal sealed class DataTests
{
    [Test]
    public void Render_JsonElement_ReadsEveryKind()
    {
        using var document = JsonDocument.Parse("""{"a":[1,2.5,1e3,"x",true,null],"b":{"c":{"d":"<e>"}}}""");

        Assert.That(
            GoTemplate.Parse("{{.a}} {{.b.c.d}} {{len .a}}{{range .a}} {{printf \"%T\" .}}{{end}}").Render(document.RootElement),
            Is.EqualTo("[1 2.5 1000 x true &lt;nil&gt;] &lt;e&gt; 6 int64 float64 int64 string bool &lt;nil&gt;"));
    }

    [Test]
    public void Render_JsonWithRepeatedKeys_TakesTheLast()
    {
        using var document = JsonDocument.Parse("""{"a":1,"a":2}""");

        Assert.That(GoTemplate.Parse("{{.a}} {{len .}} {{.}}").Render(document), Is.EqualTo("2 1 map[a:2]"));
    }

    [Test]
    public void Render_JsonWithHalfASurrogatePair_IsReadAllTheSame()
    {
        using var document = JsonDocument.Parse("""{"a":"x\ud800\ty","b\udc00":"<\"\\\u0041>"}""");

        Assert.That(
            GoTemplate.Parse("{{.a}} {{range $k, $v := .}}{{len $k}}{{$v}} {{end}}").Render(document.RootElement),
            Is.EqualTo("x\ud800\ty 1x\ud800\ty 4&lt;&#34;\\A&gt; "));
    }

    [Test]
    public void Render_DotNetCollections_AreMapsAndLists()
    {
        dynamic expando = new ExpandoObject();
        expando.x = 1;
        var data = new Dictionary<string, object?>
        {
            ["strings"] = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" },
            ["ints"] = new List<int> { 1, 2 },
            ["words"] = new List<string> { "p", "q" },
            ["expando"] = expando,
            ["mixed"] = new System.Collections.Hashtable { [1] = "skipped", ["k"] = 'c' },
        };

        Assert.That(
            GoTemplate.Parse("{{.strings}} {{.strings.a}} {{.ints}} {{.words}} {{.expando.x}} {{.mixed}}").Render(data),
            Is.EqualTo("map[a:1 b:2] 1 [1 2] [p q] 1 map[k:c]"));
    }

    [TestCase(5.0, "5 int64")]
    [TestCase(5.5, "5.5 float64")]
    [TestCase(9007199254740992.0, "9007199254740992 int64")]
    [TestCase(1e300, "1e&#43;300 float64")]
    [TestCase(-0.0, "-0 float64")]
    [TestCase(double.NaN, "NaN float64")]
    [TestCase(double.NegativeInfinity, "-Inf float64")]
    [TestCase(5, "5 int64")]
    [TestCase((byte)5, "5 int64")]
    [TestCase(0.5f, "0.5 float64")]
    [TestCase(18446744073709551615UL, "1.8446744073709552e&#43;19 float64")]
    public void Render_Number_IsAnIntegerWhenWhole(object number, string expected) =>
        Assert.That(GoTemplate.Parse("{{.}} {{printf \"%T\" .}}").Render(number), Is.EqualTo(expected));

    [Test]
    public void Render_MapKeys_AreSortedByTheirBytes()
    {
        var data = new Dictionary<string, object?> { ["b"] = 1, ["\uffff"] = 2, ["😀"] = 3, ["ab"] = 4, ["a"] = 5, ["B"] = 6 };

        Assert.That(GoTemplate.Parse("{{range $k, $v := .}}{{$v}}{{end}}").Render(data), Is.EqualTo("654123"));
    }

    [Test]
    public void Render_UnsupportedType_SaysWhich() =>
        Assert.That(
            () => GoTemplate.Parse("a {{.x}}").Render(new Dictionary<string, object?> { ["x"] = new Uri("http://a") }),
            Throws.TypeOf<GoTemplateException>().With.Message.Contains("System.Uri"));

    [Test]
    public void Render_UnsupportedRoot_SaysWhich() =>
        Assert.That(() => GoTemplate.Parse("a").Render(new Uri("http://a")), Throws.TypeOf<GoTemplateException>().With.Message.Contains("System.Uri"));

    [Test]
    public void Render_ToWriter_WritesAllOrNothing()
    {
        using var written = new StringWriter();
        using var failed = new StringWriter();

        GoTemplate.Parse("a{{.x}}").Render(written, new Dictionary<string, object?> { ["x"] = "<" });
        Assert.That(() => GoTemplate.Parse("a{{.x.y}}").Render(failed, new Dictionary<string, object?> { ["x"] = "<" }), Throws.TypeOf<GoTemplateException>());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(written.ToString(), Is.EqualTo("a&lt;"));
            Assert.That(failed.ToString(), Is.Empty);
        }
    }

    [Test]
    public void Render_FromManyThreads_GivesEachItsOwn()
    {
        var template = GoTemplate.Parse("{{$x := .n}}{{range .items}}{{$x}}:{{.}};{{end}}<a href=\"{{.n}}\">");

        var results = ParallelEnumerable.Range(0, 500)
            .Select(n => (n, html: template.Render(new Dictionary<string, object?> { ["n"] = n, ["items"] = new object[] { "a", n } })))
            .ToList();

        Assert.That(results, Has.All.Matches<(int n, string html)>(result => result.html == $"{result.n}:a;{result.n}:{result.n};<a href=\"{result.n}\">"));
    }
}
