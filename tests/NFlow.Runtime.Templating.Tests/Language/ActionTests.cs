namespace NFlow.Runtime.Templating.Tests.Language;

internal sealed class ActionTests
{
    [TestCase("plain", "plain")]
    [TestCase("", "")]
    [TestCase("{{.name}} {{ .n }} {{.f}} {{.yes}}", "Ana 5 3.5 true")]
    [TestCase("[{{.missing}}{{.nil}}{{.missing.deeper}}]", "[]")]
    [TestCase("{{.map.x.y}} {{$.name}} {{(.map).k}} {{(index .users 0).name}}", "deep Ana v Bob")]
    [TestCase("{{.list}} {{.map}} {{.none}}", "[a b c] map[a:1 k:v x:map[y:deep]] []")]
    [TestCase("a  {{- .n -}}  b", "a5b")]
    [TestCase("a {{- /* comment */ -}} b{{/* x */}}c", "abc")]
    [TestCase("{{\n.name\n}}", "Ana")]
    [TestCase("{{-3}}", "-3")]
    [TestCase("{ {.n} } }}", "{ {.n} } }}")]
    [TestCase("{{if .yes}}y{{end}}{{if .no}}n{{else}}e{{end}}", "ye")]
    [TestCase("{{if .no}}1{{else if .zero}}2{{else if .n}}3{{else}}4{{end}}", "3")]
    [TestCase("{{if $x := .n}}{{$x}}{{else if $x}}{{end}}", "5")]
    [TestCase("{{with .map}}{{.k}}{{$.n}}{{end}}", "v5")]
    [TestCase("{{with .no}}1{{else with .map}}{{.k}}{{else}}2{{end}}", "v")]
    [TestCase("{{with $m := .map}}{{$m.k}}{{end}}", "v")]
    [TestCase("{{range .list}}{{.}},{{end}}", "a,b,c,")]
    [TestCase("{{range $v := .list}}{{$v}}{{end}}", "abc")]
    [TestCase("{{range $i, $v := .list}}{{$i}}{{$v}}{{end}}", "0a1b2c")]
    [TestCase("{{range $k, $v := .map}}{{$k}}={{$v}};{{end}}", "a=1;k=v;x=map[y:deep];")]
    [TestCase("{{range .none}}x{{else}}none{{end}}{{range .missing}}x{{else}}missing{{end}}", "nonemissing")]
    [TestCase("{{range 3}}{{.}}{{end}}{{range $i := .n}}{{$i}}{{end}}{{range 0}}{{else}}none{{end}}", "01201234none")]
    [TestCase("{{range .list}}{{if eq . \"b\"}}{{continue}}{{end}}{{.}}{{end}}", "ac")]
    [TestCase("{{range .list}}{{if eq . \"b\"}}{{break}}{{end}}{{.}}{{end}}", "a")]
    [TestCase("{{range .users}}{{range $.list}}{{if eq . \"b\"}}{{break}}{{end}}{{.}}{{end}}{{.age}};{{end}}", "a30;a17;")]
    [TestCase("{{$x := 1}}{{$x}}{{$x = 2}}{{$x}}", "12")]
    [TestCase("{{$x := 1}}{{if true}}{{$x := 2}}{{$x}}{{end}}{{$x}}", "21")]
    [TestCase("{{$x := 1}}{{if true}}{{$x = 2}}{{end}}{{$x}}", "2")]
    [TestCase("{{$x := 1}}{{$x := $x}}{{$x}}", "1")]
    [TestCase("{{$last := \"\"}}{{range $last = .list}}{{end}}{{$last}}", "c")]
    public void Render_Action_GivesItsValue(string template, string expected) =>
        Assert.That(SampleData.Render(template), Is.EqualTo(expected));

    [TestCase("{{define \"T\"}}[{{.}}]{{end}}{{template \"T\" .name}}{{template \"T\"}}", "[Ana][]")]
    [TestCase("{{template \"T\" .}}{{define `T`}}{{.n}}{{end}}", "5")]
    [TestCase("{{block \"B\" .users}}{{range .}}{{.name}} {{end}}{{end}}", "Bob &lt;Eve&gt; ")]
    [TestCase("{{define \"T\"}}{{$}}{{end}}{{$x := 1}}{{template \"T\" $x}}", "1")]
    [TestCase("{{define \"T\"}}{{.html}}{{end}}<b>{{template \"T\" .}}</b><script>x = {{template \"T\" .}}</script>", "<b>&lt;b&gt;&#34;hi&#34;&lt;/b&gt; &amp; &#39;q&#39;</b><script>x = \"\\u003cb\\u003e\\\"hi\\\"\\u003c/b\\u003e \\u0026 'q'\"</script>")]
    [TestCase("{{define \"quote\"}}\"{{end}}<script>x = {{template \"quote\"}}{{.html}}{{template \"quote\"}}; y = {{template \"quote\"}}{{.html}}{{template \"quote\"}}</script>", "<script>x = \"\\u003cb\\u003e\\u0022hi\\u0022\\u003c\\/b\\u003e \\u0026 \\u0027q\\u0027\"; y = \"\\u003cb\\u003e\\u0022hi\\u0022\\u003c\\/b\\u003e \\u0026 \\u0027q\\u0027\"</script>")]
    [TestCase("{{define \"down\"}}{{if .}}{{len .}}{{template \"down\" (slice . 1)}}{{end}}{{end}}{{template \"down\" .list}}", "321")]
    [TestCase("{{define \"T\"}} {{end}}{{define \"T\"}}x{{end}}{{template \"T\"}}", "x")]
    [TestCase("{{define \"bad\"}}<a href=\"{{end}}ok", "ok")]
    public void Render_Definition_IsCalledAndEscapedWhereItStands(string template, string expected) =>
        Assert.That(SampleData.Render(template), Is.EqualTo(expected));

    [TestCase("{{", "unclosed action")]
    [TestCase("{{.", "")]
    [TestCase("{{}}", "missing value for command")]
    [TestCase("{{.}", "bad character")]
    [TestCase("{{if .n}}", "{{end}} is missing")]
    [TestCase("{{end}}", "unexpected {{end}}")]
    [TestCase("{{else}}", "unexpected {{else}}")]
    [TestCase("{{if .n}}{{else}}{{else}}{{end}}", "found {{else}}")]
    [TestCase("{{break}}", "outside {{range}}")]
    [TestCase("{{range .list}}{{define \"x\"}}{{end}}{{end}}", "unexpected")]
    [TestCase("{{range .list}}{{block \"x\" .}}{{break}}{{end}}{{end}}", "outside {{range}}")]
    [TestCase("{{$x}}", "undefined variable")]
    [TestCase("{{$x = 1}}", "undefined variable")]
    [TestCase("{{$x := $x}}", "undefined variable")]
    [TestCase("{{if .n}}{{$x := 1}}{{else}}{{$x}}{{end}}", "undefined variable")]
    [TestCase("{{nope .n}}", "is not defined")]
    [TestCase("{{/* x", "unclosed comment")]
    [TestCase("{{/* x */ y}}", "comment ends before")]
    [TestCase("{{(.n}}", "unclosed left parenthesis")]
    [TestCase("{{.n)}}", "unexpected right parenthesis")]
    [TestCase("{{\"x}}", "unterminated quoted string")]
    [TestCase("{{`x}}", "unterminated raw quoted string")]
    [TestCase("{{'x}}", "unterminated character constant")]
    [TestCase("{{'xy'}}", "malformed character constant")]
    [TestCase("{{\"\\q\"}}", "invalid escape")]
    [TestCase("{{1x}}", "bad number syntax")]
    [TestCase("{{99999999999999999999}}", "illegal number")]
    [TestCase("{{1i}}", "complex numbers")]
    [TestCase("{{.n | 5}}", "non executable command")]
    [TestCase("{{1.x}}", "")]
    [TestCase("{{\"a\".x}}", "after a constant")]
    [TestCase("{{$a, $b := .list}}", "too many declarations")]
    [TestCase("{{define \"T\"}}a{{end}}{{define \"T\"}}b{{end}}", "defined twice")]
    [TestCase("{{template .n}}", "unexpected")]
    [TestCase("{{.n \u00a0}}", "unrecognized character")]
    public void Parse_BrokenSyntax_SaysWhatAndWhere(string template, string reason) =>
        Assert.That(
            () => GoTemplate.Parse(template),
            Throws.TypeOf<GoTemplateException>()
                .With.Property(nameof(GoTemplateException.Kind)).EqualTo(GoTemplateErrorKind.Syntax)
                .And.Message.Contains(reason));

    [TestCase("{{.name.x}}", "can't evaluate field x")]
    [TestCase("{{.nil.x}}", "null has no field x")]
    [TestCase("{{.map.k 1}}", "not a function")]
    [TestCase("{{1 | .map.k}}", "not a function")]
    [TestCase("{{nil}}", "nil is not a command")]
    [TestCase("{{\"a\" 1}}", "only functions")]
    [TestCase("{{range .name}}{{end}}", "can't iterate over")]
    [TestCase("{{range $i, $v := 3}}{{end}}", "one variable")]
    [TestCase("{{call .name}}", "not a function")]
    [TestCase("{{not}}", "wrong number of arguments")]
    [TestCase("{{and}}", "wrong number of arguments")]
    public void Render_DataThatDoesNotFit_SaysWhatAndWhere(string template, string reason) =>
        Assert.That(
            () => SampleData.Render(template),
            Throws.TypeOf<GoTemplateException>()
                .With.Property(nameof(GoTemplateException.Kind)).EqualTo(GoTemplateErrorKind.Execution)
                .And.Message.Contains(reason));

    [Test]
    public void Render_MistakeInABranchNotTaken_IsNoError() =>
        Assert.That(SampleData.Render("{{if .no}}{{nil}}{{.name.x}}{{end}}ok"), Is.EqualTo("ok"));

    [Test]
    public void Exception_NamesTemplateLineAndColumn()
    {
        var options = new GoTemplateOptions { Name = "page" };

        var exception = Assert.Throws<GoTemplateException>(() => GoTemplate.Parse("a\nbc {{.name.x}}", options).Render(SampleData.Root));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exception!.TemplateName, Is.EqualTo("page"));
            Assert.That(exception.Line, Is.EqualTo(2));
            Assert.That(exception.Column, Is.EqualTo(6));
            Assert.That(exception.Message, Does.StartWith("template page, line 2, column 6: can't evaluate field x"));
        }
    }
}
