using CsCheck;

namespace NFlow.Runtime.Templating.Tests;

/// <summary>Whatever the template and the data: it renders, or says why not.</summary>
internal sealed class HostileInputTests
{
    private static readonly GoTemplateOptions Options = new() { MaxExecutionSteps = 20_000, MaxOutputLength = 100_000 };

    private static readonly Gen<object?> Data = Gen.Recursive<object?>((depth, data) => depth > 3
        ? Gen.String.Select(text => (object?)text)
        : Gen.OneOf<object?>(
            Gen.Const((object?)null),
            Gen.Bool.Select(value => (object?)value),
            Gen.Long.Select(value => (object?)value),
            Gen.Double.Select(value => (object?)value),
            Gen.String.Select(value => (object?)value),
            data.List[0, 4].Select(items => (object?)items),
            Gen.Dictionary(Gen.OneOf<string>("a", "b", "c", "<d>"), data)[0, 4].Select(map => (object?)map)));

    private static readonly Gen<string> Piece = Gen.OneOf(
        Gen.OneOf<string>(
            "{{", "}}", "{{-", "-}}", "{{.}}", "{{.a}}", "{{.a.b}}", "{{if .a}}", "{{else}}", "{{else if .b}}", "{{end}}", "{{range .}}",
            "{{range $k, $v := .a}}", "{{$v}}", "{{break}}", "{{continue}}", "{{with .b}}", "{{define \"T\"}}", "{{template \"T\" .}}",
            "{{block \"B\" .a}}", "{{$x := .a}}", "{{$x = 1}}", "{{$x}}", "{{/* c */}}", "{{printf \"%5.3v %[1]q %d %x\" .a .b}}",
            "{{index .a 0}}", "{{slice .a 1}}", "{{len .}}", "{{eq .a .b}}", "{{lt .a 1}}", "{{.a | html}}", "{{.a | urlquery}}", "{{js .}}",
            "{{and .a (or .b .c)}}", "{{.a | unescapeHTML}}"),
        Gen.OneOf<string>(
            "<a href=\"", "<a href=", "\">", ">", "'", "\"", "`", "${", "}", "<script>", "</script>", "<style>", "</style>", "<!--", "-->",
            "/*", "*/", "//", "\n", "<p onclick=\"", "<p style='", "url(", ")", "<textarea>", "</textarea>", "<img srcset=\"", "<meta content=\"",
            "url=", "/", "?", "#", "\\", "[", "]", "&quot;", "&#", "<", "</", "<!", "text", " ", "=", "x"),
        Gen.String[0, 5]);

    private static readonly Gen<string> Template = Piece.Array[0, 25].Select(string.Concat);

    [Test]
    public void ParseAndRender_Anything_RendersOrThrowsTheOneException() =>
        Gen.Select(Template, Data).Sample(
            (template, data) =>
            {
                try
                {
                    GoTemplate.Parse(template, Options).Render(data);
                }
                catch (GoTemplateException exception)
                {
                    Assert.That(exception.Line, Is.GreaterThan(0));
                }
            },
            iter: 10_000);

    [Test]
    public void Parse_AnyCharacters_ParsesOrThrowsTheOneException() =>
        Gen.String.Sample(
            text =>
            {
                try
                {
                    GoTemplate.Parse("{{" + text + "}}", Options).Render(text);
                }
                catch (GoTemplateException exception)
                {
                    Assert.That(exception.Column, Is.GreaterThan(0));
                }
            },
            iter: 10_000);

    [Test]
    public void Render_AnyTextInHtml_AddsNoMarkupAndReadsBackTheSame() =>
        Gen.String.Sample(
            text =>
            {
                var html = GoTemplate.Parse("{{.}}").Render(text);

                Assert.That(html, Does.Not.Contain('<').And.Not.Contain('>').And.Not.Contain('"').And.Not.Contain('\''));
                Assert.That(System.Net.WebUtility.HtmlDecode(html), Is.EqualTo(text.Replace('\0', '\uFFFD')));
            },
            iter: 1_000);

    [Test]
    public void Render_AnyTextInAttributes_StaysInside() =>
        Gen.String.Sample(
            text =>
            {
                var quoted = GoTemplate.Parse("<p title=\"{{.}}\">").Render(text)[10..^2];
                var unquoted = GoTemplate.Parse("<p title={{.}}>").Render(text)[9..^1];
                var url = GoTemplate.Parse("<a href=\"{{.}}\">").Render(text)[9..^2];

                Assert.That(quoted, Does.Not.Contain('"').And.Not.Contain('<'));
                Assert.That(unquoted.IndexOfAny([' ', '\t', '\n', '\f', '\r', '>', '<', '"', '\'', '=', '`']), Is.Negative);
                Assert.That(unquoted, Is.Not.Empty);
                Assert.That(url.All(character => character is > ' ' and < '\x7f' and not ('"' or '\'' or '<' or '>')), Is.True);
            },
            iter: 1_000);

    [Test]
    public void Render_AnyTextInScripts_StaysAStringAndReadsBackTheSame() =>
        Gen.String.Sample(
            text =>
            {
                var value = GoTemplate.Parse("<script>{{.}}</script>").Render(text)["<script>".Length..^"</script>".Length];
                var literal = GoTemplate.Parse("<script>'{{.}}'</script>").Render(text)["<script>'".Length..^"'</script>".Length];

                Assert.That(value, Does.Not.Contain('<').And.Not.Contain('>'));
                Assert.That(literal.IndexOfAny(['<', '>', '\'', '"', '\n', '\r', '\u2028', '\u2029', '`', '&']), Is.Negative);
                if (!text.Any(char.IsSurrogate))
                    Assert.That(System.Text.Json.JsonDocument.Parse(value).RootElement.GetString(), Is.EqualTo(text));
            },
            iter: 1_000);

    [Test]
    public void Render_AnyTextInStyles_EndsNothing() =>
        Gen.String.Sample(
            text =>
            {
                var value = GoTemplate.Parse("<style>a{b:{{.}}}</style>").Render(text)["<style>a{b:".Length..^"}</style>".Length];
                var quoted = GoTemplate.Parse("<style>a{b:\"x{{.}}\"}</style>").Render(text)["<style>a{b:\"x".Length..^"\"}</style>".Length];

                Assert.That(value.IndexOfAny(['<', '>', ';', '{', '}', '(', ')', '"', '\'', '@', '\\', '/']), Is.Negative);
                Assert.That(quoted.IndexOfAny(['<', '>', '"', '\n', '\r', '\f']), Is.Negative);
            },
            iter: 1_000);
}
