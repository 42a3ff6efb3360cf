namespace NFlow.Runtime.Templating.Tests.Escaping;

internal sealed class ScriptContextTests
{
    [TestCase("<script>x = {{.name}}</script>", "<script>x = \"Ana\"</script>")]
    [TestCase("<script>x = {{.breakout}}</script>", "<script>x = \"\\u003c/script\\u003e\\u003cscript\\u003ealert(1)\\u003c/script\\u003e\\u003c!--\"</script>")]
    [TestCase("<script>x = {{.lines}}</script>", "<script>x = \"1\\n2\\t`${x}`\\u2028\"</script>")]
    [TestCase("<script>x = {{.n}}</script>", "<script>x =  5 </script>")]
    [TestCase("<script>x = {{.f}}</script>", "<script>x =  3.5 </script>")]
    [TestCase("<script>x = {{.yes}}</script>", "<script>x =  true </script>")]
    [TestCase("<script>x = {{.missing}}</script>", "<script>x =  null </script>")]
    [TestCase("<script>x = {{.map}}</script>", "<script>x = {\"a\":1,\"k\":\"v\",\"x\":{\"y\":\"deep\"}}</script>")]
    [TestCase("<script>x = {{.list}}</script>", "<script>x = [\"a\",\"b\",\"c\"]</script>")]
    [TestCase("<script>x = {{1e21}} + {{1e-7}}</script>", "<script>x =  1e+21  +  1e-7 </script>")]
    [TestCase("<script>x = {{.name | html}}</script>", "<script>x = \"Ana\"</script>")]
    [TestCase("<script>x = \"{{.breakout}}\"</script>", "<script>x = \"\\u003c\\/script\\u003e\\u003cscript\\u003ealert(1)\\u003c\\/script\\u003e\\u003c!--\"</script>")]
    [TestCase("<script>x = '{{.html}}'</script>", "<script>x = '\\u003cb\\u003e\\u0022hi\\u0022\\u003c\\/b\\u003e \\u0026 \\u0027q\\u0027'</script>")]
    [TestCase("<script>x = '{{.lines}}'</script>", "<script>x = '1\\n2\\t\\u0060${x}\\u0060\\u2028'</script>")]
    [TestCase("<script>x = `{{.lines}}`</script>", "<script>x = `1\\n2\\t\\u0060\\u0024\\u007bx\\u007d\\u0060\\u2028`</script>")]
    [TestCase("<script>x = `a${ {{.name}} + `{{.n}}` }b{{.n}}`; y = {{.n}}</script>", "<script>x = `a${ \"Ana\" + `5` }b5`; y =  5 </script>")]
    [TestCase("<script>x = /{{\"a.b/\"}}/</script>", "<script>x = /a\\.b\\//</script>")]
    [TestCase("<script>x = /{{.empty}}/</script>", "<script>x = /(?:)/</script>")]
    [TestCase("<script>x = a / {{.n}} / b</script>", "<script>x = a /  5  / b</script>")]
    [TestCase("<script>x = \"</script>\"; y = {{.n}}</script>", "<script>x = \"\\x3C/script>\"; y =  5 </script>")]
    [TestCase("<script>// {{.name}}\nx /* {{.name}}\n */ y</script>", "<script>\nx  \n y</script>")]
    [TestCase("<script>x /* a */ y</script>", "<script>x   y</script>")]
    [TestCase("<script>x <!-- {{.name}}\ny</script>", "<script>x \ny</script>")]
    [TestCase("<script type=\"application/json\">{{.map}}</script>", "<script type=\"application/json\">{\"a\":1,\"k\":\"v\",\"x\":{\"y\":\"deep\"}}</script>")]
    [TestCase("<script type=module>{{.name}}</script>", "<script type=module>\"Ana\"</script>")]
    [TestCase("<script type=\"text/template\"><b>{{.html}}</b></script>", "<script type=\"text/template\"><b>&lt;b&gt;&#34;hi&#34;&lt;/b&gt; &amp; &#39;q&#39;</b></script>")]
    [TestCase("<a onclick=\"f({{.html}})\">", "<a onclick=\"f(&#34;\\u003cb\\u003e\\&#34;hi\\&#34;\\u003c/b\\u003e \\u0026 &#39;q&#39;&#34;)\">")]
    [TestCase("<a onclick=\"f('{{.html}}')\">", "<a onclick=\"f('\\u003cb\\u003e\\u0022hi\\u0022\\u003c\\/b\\u003e \\u0026 \\u0027q\\u0027')\">")]
    [TestCase("<a onclick=\"f(&quot;{{.html}}&quot;)\">", "<a onclick=\"f(&quot;\\u003cb\\u003e\\u0022hi\\u0022\\u003c\\/b\\u003e \\u0026 \\u0027q\\u0027&quot;)\">")]
    [TestCase("<a onclick='f({{.n}})'>", "<a onclick='f( 5 )'>")]
    [TestCase("<SCRIPT>x = {{.name}}</ScRiPt>{{.html}}", "<SCRIPT>x = \"Ana\"</ScRiPt>&lt;b&gt;&#34;hi&#34;&lt;/b&gt; &amp; &#39;q&#39;")]
    public void Render_ScriptContext_EscapesForIt(string template, string expected) =>
        Assert.That(SampleData.Render(template), Is.EqualTo(expected));

    [Test]
    public void Render_NumberJsonCannotHold_IsNullWithTheReason() =>
        Assert.That(
            GoTemplate.Parse("<script>x = {{.}}</script>").Render(new object[] { double.NaN }),
            Is.EqualTo("<script>x =  /* json: unsupported value: NaN */null </script>"));

    [TestCase("<script>x = {{if .yes}}1{{else}}={{end}}/y/</script>", "division or a regular expression")]
    [TestCase("<script>x = '\\{{.n}}'</script>", "unfinished escape")]
    [TestCase("<script>x = /[{{.n}}]/</script>", "unfinished character set")]
    public void Parse_AmbiguousScript_IsRefused(string template, string reason) =>
        Assert.That(() => GoTemplate.Parse(template), Throws.TypeOf<GoTemplateException>().With.Message.Contains(reason));
}
