namespace NFlow.Runtime.Templating.Tests.Escaping;

internal sealed class UrlContextTests
{
    [TestCase("<a href=\"{{.url}}\">", "<a href=\"https://a.b/c%20d?e=f&amp;g\">")]
    [TestCase("<a href='{{.script}}'>", "<a href='#ZgotmplZ'>")]
    [TestCase("<a href={{.script}}>", "<a href=#ZgotmplZ>")]
    [TestCase("<a href=\"JaVaScRiPt:{{.name}}\">", "<a href=\"JaVaScRiPt:Ana\">")]
    [TestCase("<a href=\"{{\"data:text/html,x\"}}\">", "<a href=\"#ZgotmplZ\">")]
    [TestCase("<a href=\"{{\"mailto:a@b\"}}\">", "<a href=\"mailto:a@b\">")]
    [TestCase("<a href=\"{{\"a/b:c\"}}\">", "<a href=\"a/b:c\">")]
    [TestCase("<a href=\"/p/{{.url}}\">", "<a href=\"/p/https://a.b/c%20d?e=f&amp;g\">")]
    [TestCase("<a href=\"/p?q={{.url}}\">", "<a href=\"/p?q=https%3a%2f%2fa.b%2fc%20d%3fe%3df%26g\">")]
    [TestCase("<a href=\"#{{.unicode}}\">", "<a href=\"#%c3%b1%e2%82%ac%f0%9f%98%80\">")]
    [TestCase("<a href=\"{{\"%41%zz\"}}\">", "<a href=\"%41%25zz\">")]
    [TestCase("<a href=\"/x&quest;q={{.url}}\">", "<a href=\"/x&quest;q=https%3a%2f%2fa.b%2fc%20d%3fe%3df%26g\">")]
    [TestCase("<a href=\"{{.name | urlquery}}\">", "<a href=\"Ana\">")]
    [TestCase("<a href=\"/?q={{urlquery .url}}\">", "<a href=\"/?q=https%3A%2F%2Fa.b%2Fc&#43;d%3Fe%3Df%26g\">")]
    [TestCase("<form action=\"{{.url}}/nftk/{{.name}}\">", "<form action=\"https://a.b/c%20d?e=f&amp;g/nftk/Ana\">")]
    [TestCase("<p data-url=\"{{.script}}\">", "<p data-url=\"#ZgotmplZ\">")]
    [TestCase("<use xlink:href=\"{{.script}}\">", "<use xlink:href=\"#ZgotmplZ\">")]
    [TestCase("<p xmlns:x=\"{{.script}}\">", "<p xmlns:x=\"#ZgotmplZ\">")]
    [TestCase("<img srcset=\"{{\"a.png 1x, javascript:x 2x\"}}\">", "<img srcset=\"a.png 1x,#ZgotmplZ\">")]
    [TestCase("<img srcset=\"{{\"a b.png ;x\"}}\">", "<img srcset=\"#ZgotmplZ\">")]
    [TestCase("<meta http-equiv=refresh content=\"0; url={{.script}}\">", "<meta http-equiv=refresh content=\"0; url=#ZgotmplZ\">")]
    [TestCase("<meta content=\"{{.html}}\">", "<meta content=\"&lt;b&gt;&#34;hi&#34;&lt;/b&gt; &amp; &#39;q&#39;\">")]
    public void Render_UrlContext_FiltersAndEncodes(string template, string expected) =>
        Assert.That(SampleData.Render(template), Is.EqualTo(expected));

    [Test]
    public void Parse_QueryInOneBranchOnly_IsAmbiguous() =>
        Assert.That(
            () => GoTemplate.Parse("<a href=\"/x{{if .yes}}?a=1&b={{end}}{{.name}}\">"),
            Throws.TypeOf<GoTemplateException>().With.Message.Contains("ambiguous"));
}
