namespace NFlow.Runtime.Templating.Tests;

/// <summary>Data for templates under test, as a host would hand it over.</summary>
internal static class SampleData
{
    public static readonly IReadOnlyDictionary<string, object?> Root = new Dictionary<string, object?>
    {
        ["name"] = "Ana",
        ["html"] = "<b>\"hi\"</b> & 'q'",
        ["n"] = 5,
        ["zero"] = 0,
        ["f"] = 3.5,
        ["yes"] = true,
        ["no"] = false,
        ["nil"] = null,
        ["empty"] = "",
        ["list"] = new object?[] { "a", "b", "c" },
        ["none"] = Array.Empty<object?>(),
        ["map"] = new Dictionary<string, object?> { ["k"] = "v", ["a"] = 1, ["x"] = new Dictionary<string, object?> { ["y"] = "deep" } },
        ["users"] = new object?[]
        {
            new Dictionary<string, object?> { ["name"] = "Bob", ["age"] = 30 },
            new Dictionary<string, object?> { ["name"] = "<Eve>", ["age"] = 17 },
        },
        ["url"] = "https://a.b/c d?e=f&g",
        ["script"] = "javascript:alert(1)",
        ["breakout"] = "</script><script>alert(1)</script><!--",
        ["lines"] = "1\n2\t`${x}`\u2028",
        ["unicode"] = "ñ€😀",
    };

    public static string Render(string template) => GoTemplate.Parse(template).Render(Root);
}
