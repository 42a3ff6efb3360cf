namespace NFlow.Runtime.Templating.Tests.Language;

/// <summary>Expected texts were taken from Go's <c>fmt</c>.</summary>
internal sealed class PrintfTests
{
    [TestCase("%v %g %.3g %f %e", "1e+06 1e+06 1e+06 1000000.000000 1.000000e+06", 1e6)]
    [TestCase("%v %g %.3g %f %e", "2.0971525e+06 2.0971525e+06 2.1e+06 2097152.500000 2.097152e+06", 2097152.5)]
    [TestCase("%v %g %.3g %f %e", "0.0001 0.0001 0.0001 0.000100 1.000000e-04", 0.0001)]
    [TestCase("%v %g %.3g %f %e", "1e-05 1e-05 1e-05 0.000010 1.000000e-05", 1e-5)]
    [TestCase("%v %g %.3g %f %e", "5e-324 5e-324 4.94e-324 0.000000 4.940656e-324", 5e-324)]
    [TestCase("%8.2f|%-8.1f|%+.1f|%06.1f|%G", "    3.50|3.5     |+3.5|0003.5|3.5", 3.5)]
    [TestCase("%.0f %.0f %.2f", "2 2 2.50", 2.5)]
    [TestCase("%05d|%+d|% d|%x|%#x|%X|%o|%#o|%O|%b|%c|%q|%U|%#U|%-5d|", "00065|+65| 65|41|0x41|41|101|0101|0o101|1000001|A|'A'|U+0041|U+0041 'A'|65   |", 65L)]
    [TestCase("%05d|%.4d|%6.3d|%x", "-0003|-0003|  -003|-3", -3L)]
    [TestCase("%s|%5s|%-5s|%.1s|%q|%x|% x|%#x|%05s|%t", "hñ|   hñ|hñ   |h|\"hñ\"|68c3b1|68 c3 b1|0x68c3b1|000hñ|%!t(string=hñ)", "hñ")]
    [TestCase("%q|%+q|%#q", "\"añ\\n\"|\"a\\u00f1\\n\"|\"añ\\n\"", "añ\n")]
    [TestCase("%t|%5t|%v|%d", "true| true|true|%!d(bool=true)", true)]
    public void Render_Verbs_FormatAsGo(string format, string expected, object value)
    {
        var verbs = format.Replace("%%", "", StringComparison.Ordinal).Count(character => character == '%');
        var arguments = string.Concat(Enumerable.Repeat(" .", verbs));
        // A double without a fraction would count as an integer, as in scripts; a constant does not.
        var template = value is double number
            ? $"{{{{$v := {number:E17}}}}}{{{{printf \"{format}\"{arguments.Replace(".", "$v", StringComparison.Ordinal)} | unescapeHTML}}}}"
            : $"{{{{printf \"{format}\"{arguments} | unescapeHTML}}}}";

        Assert.That(GoTemplate.Parse(template).Render(value), Is.EqualTo(expected));
    }

    [TestCase("{{printf \"%d %d\" 1}}", "1 %!d(MISSING)")]
    [TestCase("{{printf \"a\" 1 \"b\" nil 2.5}}", "a%!(EXTRA int=1, string=b, <nil>, float64=2.5)")]
    [TestCase("{{printf \"%\"}}", "%!(NOVERB)")]
    [TestCase("{{printf \"%z\" 1}}", "%!z(int=1)")]
    [TestCase("{{printf \"%[2]v %[1]v\" 1 2}}", "2 1")]
    [TestCase("{{printf \"%[3]d\" 1}}", "%!d(BADINDEX)")]
    [TestCase("{{printf \"%*d|%-*d|%.*f\" 5 42 5 42 2 3.14159}}", "   42|42   |3.14")]
    [TestCase("{{printf \"%*d\" \"x\" 1}}", "%!(BADWIDTH)1")]
    [TestCase("{{printf \"%999999999d\" 1}}", "%!(NOVERB)%!(EXTRA int=1)")]
    [TestCase("{{printf \"%T %T %T %T %T %T\" 1 .n .f .name .list .map}}", "int int64 float64 string []interface {} map[string]interface {}")]
    [TestCase("{{printf \"%v|%d|%s|%q\" .list .n .missing .list}}", "[a b c]|5|%!s(<nil>)|[\"a\" \"b\" \"c\"]")]
    [TestCase("{{printf \"%#v\" .map.x}}", "map[string]interface {}{\"y\":\"deep\"}")]
    [TestCase("{{printf \"%d%%\" 5}}", "5%")]
    public void Render_PrintfMistakes_AreSpelledOut(string template, string expected) =>
        Assert.That(
            SampleData.Render($"<textarea>{template}</textarea>"),
            Is.EqualTo($"<textarea>{Escape(expected)}</textarea>"));

    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&#34;", StringComparison.Ordinal);
}
