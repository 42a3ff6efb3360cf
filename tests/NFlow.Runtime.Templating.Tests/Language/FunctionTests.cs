namespace NFlow.Runtime.Templating.Tests.Language;

internal sealed class FunctionTests
{
    [TestCase("{{and 1 0 2}} {{and 1 2}} {{or 0 \"\" 3}} {{or 0 \"\"}} {{not 0}} {{not 1}}", "0 2 3  true false")]
    [TestCase("{{or .yes .name.x}} {{and .no .name.x}}", "true false")]
    [TestCase("{{.n | and true}} {{.n | or false}}", "5 5")]
    [TestCase("{{eq .n 5}} {{eq .n 1 5}} {{ne .n 5}} {{eq .name \"Ana\"}} {{eq .yes true}} {{eq .f 3.5}}", "true true false true true true")]
    [TestCase("{{eq .missing \"x\"}} {{eq .nil .missing}} {{eq .nil nil}}", "false true true")]
    [TestCase("{{lt 1 2}} {{le 2 2}} {{gt 1 2}} {{ge 2 2}} {{lt \"a\" \"b\"}} {{lt 1.5 2.5}}", "true true false true true true")]
    [TestCase("{{lt \"\\uffff\" \"\\U0001F600\"}}", "true")]
    [TestCase("{{len .list}} {{len .map}} {{len .name}} {{len .unicode}} {{len .none}}", "3 3 3 9 0")]
    [TestCase("{{index .list 1}} {{index .map \"x\" \"y\"}} {{index .users 1 \"age\"}} {{index .name 0}} {{index .list}}", "b deep 17 65 [a b c]")]
    [TestCase("[{{index .map \"none\"}}]", "[]")]
    [TestCase("{{slice .list 1}} {{slice .list 0 2}} {{slice .list 0 1 2}} {{slice .name 1}} {{slice .name 1 2}} {{slice .unicode 2 5}}", "[b c] [a b] [a] na n €")]
    [TestCase("{{print 1 2 \"a\" 3 true nil}} {{println 1 \"a\"}}", "1 2a3 true &lt;nil&gt; 1 a\n")]
    [TestCase("{{html \"<a>\"}} {{html 1 \"&\"}} {{\"<\" | html}}", "&lt;a&gt; 1&amp; &lt;")]
    [TestCase("{{js \"<'\\\"\\\\=\\n\"}}", "\\u003C\\&#39;\\&#34;\\\\\\u003D\\u000A")]
    [TestCase("{{urlquery \"a b&c\"}}", "a&#43;b%26c")]
    [TestCase("{{html .missing}} {{.missing | html}} {{js .nil}}", "&lt;nil&gt; &lt;no value&gt; \\u003Cno value\\u003E")]
    [TestCase("{{\"b\" | printf \"%s%s\" \"a\"}}", "ab")]
    [TestCase("{{printf \"%d\" (len .list)}}", "3")]
    [TestCase("{{\"\\u00e9\\x41\\101\\n\"}}{{'a'}}{{0x1F}}{{010}}{{0b11}}{{1_000}}{{1e3}}{{-.5}}", "éAA\n97318310001000-0.5")]
    public void Render_Function_GivesWhatGoGives(string template, string expected) =>
        Assert.That(SampleData.Render(template), Is.EqualTo(expected));

    [TestCase("{{eq .n \"5\"}}", "incompatible types")]
    [TestCase("{{eq .n 5.0}}", "incompatible types")]
    [TestCase("{{eq .n}}", "missing argument")]
    [TestCase("{{eq .map .map}}", "can't be compared")]
    [TestCase("{{lt .n 5.5}}", "incompatible types")]
    [TestCase("{{lt .yes .no}}", "invalid type")]
    [TestCase("{{lt .missing 1}}", "invalid type")]
    [TestCase("{{len .n}}", "len of type")]
    [TestCase("{{index .missing \"k\"}}", "untyped nil")]
    [TestCase("{{index .list 3}}", "out of range")]
    [TestCase("{{index .list -1}}", "out of range")]
    [TestCase("{{index .list \"a\"}}", "cannot index")]
    [TestCase("{{index .map 1}}", "key is a string")]
    [TestCase("{{slice .list 2 1}}", "invalid slice index")]
    [TestCase("{{slice .list 4}}", "out of range")]
    [TestCase("{{slice .map}}", "can't slice")]
    [TestCase("{{printf 1}}", "expected a string")]
    [TestCase("{{unescapeHTML .n}}", "expected a string")]
    [TestCase("{{.missing | unescapeHTML}}", "expected a string")]
    public void Render_FunctionWithWrongArguments_SaysWhy(string template, string reason) =>
        Assert.That(
            () => SampleData.Render(template),
            Throws.TypeOf<GoTemplateException>()
                .With.Property(nameof(GoTemplateException.Kind)).EqualTo(GoTemplateErrorKind.Execution)
                .And.Message.Contains(reason));
}
