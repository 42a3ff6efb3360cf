namespace NFlow.Runtime.Templating.Tests.Escaping;

internal sealed class StyleContextTests
{
    [TestCase("<p style=\"color: {{\"red\"}}\">", "<p style=\"color: red\">")]
    [TestCase("<p style=\"width: {{.n}}px\">", "<p style=\"width: 5px\">")]
    [TestCase("<p style=\"{{\"color: red; x\"}}\">", "<p style=\"ZgotmplZ\">")]
    [TestCase("<style>p { color: {{\"expression(1)\"}} }</style>", "<style>p { color: ZgotmplZ }</style>")]
    [TestCase("<style>p { color: {{\"ex\\\\70 ression\"}} }</style>", "<style>p { color: ZgotmplZ }</style>")]
    [TestCase("<style>p { color: {{\"-moz-binding\"}} }</style>", "<style>p { color: ZgotmplZ }</style>")]
    [TestCase("<style>p { margin: {{\"--x\"}} }</style>", "<style>p { margin: ZgotmplZ }</style>")]
    [TestCase("<style>p { margin: {{\"</style>\"}} }</style>", "<style>p { margin: ZgotmplZ }</style>")]
    [TestCase("<style>p { content: \"{{.html}}\" }</style>", "<style>p { content: \"\\3c b\\3e\\22hi\\22\\3c\\2f b\\3e  \\26  \\27q\\27 \" }</style>")]
    [TestCase("<style>p { background: url({{.url}}) }</style>", "<style>p { background: url(https://a.b/c%20d?e=f&g) }</style>")]
    [TestCase("<style>p { background: url('{{.script}}') }</style>", "<style>p { background: url('#ZgotmplZ') }</style>")]
    [TestCase("<style>p { background: url(\"/x?{{.url}}\") }</style>", "<style>p { background: url(\"/x?https%3a%2f%2fa.b%2fc%20d%3fe%3df%26g\") }</style>")]
    [TestCase("<p style='background: url(\"{{.script}}\")'>", "<p style='background: url(\"#ZgotmplZ\")'>")]
    [TestCase("<style>a /* {{.n}} */ b // {{.n}}\nc</style>", "<style>a    b \nc</style>")]
    public void Render_StyleContext_FiltersAndEscapes(string template, string expected) =>
        Assert.That(SampleData.Render(template), Is.EqualTo(expected));
}
