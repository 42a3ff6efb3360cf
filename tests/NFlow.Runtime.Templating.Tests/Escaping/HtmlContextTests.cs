namespace NFlow.Runtime.Templating.Tests.Escaping;

internal sealed class HtmlContextTests
{
    [TestCase("<p>{{.html}}</p>", "<p>&lt;b&gt;&#34;hi&#34;&lt;/b&gt; &amp; &#39;q&#39;</p>")]
    [TestCase("{{\"\\x00+\"}}", "\uFFFD&#43;")]
    [TestCase("{{.html | unescapeHTML}}", "<b>\"hi\"</b> & 'q'")]
    [TestCase("<textarea>{{.html}}</textarea>", "<textarea>&lt;b&gt;&#34;hi&#34;&lt;/b&gt; &amp; &#39;q&#39;</textarea>")]
    [TestCase("<title>{{unescapeHTML .html}}</title>", "<title>&lt;b&gt;&#34;hi&#34;&lt;/b&gt; & &#39;q&#39;</title>")]
    [TestCase("<p title=\"{{.html}}\">", "<p title=\"&lt;b&gt;&#34;hi&#34;&lt;/b&gt; &amp; &#39;q&#39;\">")]
    [TestCase("<p title='{{unescapeHTML .html}}'>", "<p title='&#34;hi&#34; & &#39;q&#39;'>")]
    [TestCase("<p title={{.html}}>", "<p title=&lt;b&gt;&#34;hi&#34;&lt;/b&gt;&#32;&amp;&#32;&#39;q&#39;>")]
    [TestCase("<p title={{.empty}}>", "<p title=ZgotmplZ>")]
    [TestCase("<p title={{\"a\\tb=`\"}}>", "<p title=a&#9;b&#61;&#96;>")]
    [TestCase("<p {{.name}}=1>", "<p ana=1>")]
    [TestCase("<p {{\"onclick\"}}=1>", "<p ZgotmplZ=1>")]
    [TestCase("<p {{\"style\"}}=1>", "<p ZgotmplZ=1>")]
    [TestCase("<p {{\"type\"}}=1>", "<p ZgotmplZ=1>")]
    [TestCase("<p {{\"a b\"}}=1>", "<p ZgotmplZ=1>")]
    [TestCase("<p {{.empty}}=1>", "<p ZgotmplZ=1>")]
    [TestCase("<p data-x=\"{{.map}}\">", "<p data-x=\"map[a:1 k:v x:map[y:deep]]\">")]
    [TestCase("<!-- {{.html}} -->x<!-- y -->", "x")]
    [TestCase("a < b <", "a &lt; b &lt;")]
    [TestCase("<!DOCTYPE html><p>", "<!DOCTYPE html><p>")]
    [TestCase("{{range .list}}<{{.}}>{{end}}", "&lt;a>&lt;b>&lt;c>")]
    [TestCase("<option{{if .yes}} selected{{end}}>", "<option selected>")]
    [TestCase("<p title={{if .no}}{{.n}}{{end}} id=x>", "<p title= id=x>")]
    public void Render_HtmlContext_EscapesForIt(string template, string expected) =>
        Assert.That(SampleData.Render(template), Is.EqualTo(expected));

    [TestCase("<a href=\"{{if .yes}}\"{{end}}>", "branches end in different contexts")]
    [TestCase("{{if .yes}}<a href=\"{{else}}<a title=\"{{end}}\">", "branches end in different contexts")]
    [TestCase("{{range .list}}<a {{end}}", "on range loop re-entry")]
    [TestCase("<b>{{.name}}</b", "ends in a non-text context")]
    [TestCase("<script>{{.name}}", "ends in a non-text context")]
    [TestCase("<p id=a\"b{{.n}}>", "unquoted attribute")]
    [TestCase("<p a\"b=1>", "in attribute name")]
    [TestCase("<p title={{html .html}}>", "cannot be used here")]
    [TestCase("{{.html | html | print}}", "cannot be used here")]
    [TestCase("{{template \"missing\"}}", "no such template")]
    public void Parse_UnsafeTemplate_SaysWhy(string template, string reason) =>
        Assert.That(
            () => GoTemplate.Parse(template),
            Throws.TypeOf<GoTemplateException>()
                .With.Property(nameof(GoTemplateException.Kind)).EqualTo(GoTemplateErrorKind.Context)
                .And.Message.Contains(reason));

    [Test]
    public void Parse_BreakInsideTag_IsRefusedLikeAnyBranch() =>
        Assert.That(
            () => GoTemplate.Parse("{{range .list}}<a {{if .}}{{break}}{{end}}>{{end}}"),
            Throws.TypeOf<GoTemplateException>().With.Message.Contains("different contexts"));
}
