namespace NFlow.Runtime.Templating.Tests;

internal sealed class LimitTests
{
    private static readonly GoTemplateOptions Small = new()
    {
        MaxOutputLength = 1000,
        MaxExecutionSteps = 1000,
        MaxDepth = 20,
        MaxSourceLength = 2000,
    };

    [Test]
    public void Parse_SourceTooLong_IsRefused() =>
        AssertLimit(() => GoTemplate.Parse(new string('x', 2001), Small), "longer than 2000");

    [Test]
    public void Parse_SourceAsLongAsAllowed_Renders() =>
        Assert.That(GoTemplate.Parse(new string('x', 1000), Small).Render(null), Has.Length.EqualTo(1000));

    [Test]
    public void Render_OutputTooLong_IsRefused() =>
        AssertLimit(() => GoTemplate.Parse("{{range 200}}0123456789{{end}}", Small).Render(null), "longer than 1000");

    [Test]
    public void Render_OutputAsLongAsAllowed_IsGiven() =>
        Assert.That(GoTemplate.Parse("{{range 100}}0123456789{{end}}", Small).Render(null), Has.Length.EqualTo(1000));

    [TestCase("{{$x := \"0123456789\"}}{{range 20}}{{$x = print $x $x}}{{end}}")]
    [TestCase("{{$x := printf \"%100000d\" 1}}")]
    [TestCase("{{$x := printf \"%.100000f\" 1.5}}")]
    [TestCase("{{$x := printf \"%100000s\" \"\"}}")]
    [TestCase("{{$x := printf \"%*d\" 100000 1}}")]
    [TestCase("{{$x := printf \"%0100000q\" \"a\"}}")]
    [TestCase("{{$x := printf \"%.100000d\" 1}}")]
    [TestCase("<!-- {{printf \"%100000v\" 1}} -->")]
    public void Render_IntermediateTextTooLong_IsRefused(string template) =>
        AssertLimit(() => GoTemplate.Parse(template, Small).Render(null), "longer than 1000");

    [TestCase("{{range 2000}}{{end}}")]
    [TestCase("{{range 9223372036854775807}}{{end}}")]
    [TestCase("{{range 100}}{{range 100}}{{end}}{{end}}")]
    [TestCase("{{define \"T\"}}{{range 100}}{{len \"a\"}}{{end}}{{end}}{{range 100}}{{template \"T\"}}{{end}}")]
    public void Render_TooManySteps_IsRefused(string template) =>
        AssertLimit(() => GoTemplate.Parse(template, Small).Render(null), "more than 1000 steps");

    [Test]
    public void Render_WorkOnLongTexts_CountsAsSteps()
    {
        var options = new GoTemplateOptions { MaxExecutionSteps = 1000 };

        AssertLimit(
            () => GoTemplate.Parse("{{range 300}}{{if eq $ (slice $ 1)}}{{end}}{{end}}", options).Render(new string('x', 100_000)),
            "more than 1000 steps");
    }

    [TestCase("{{define \"T\"}}{{template \"T\"}}{{end}}{{template \"T\"}}")]
    [TestCase("{{define \"A\"}}{{template \"B\"}}{{end}}{{define \"B\"}}{{template \"A\"}}{{end}}{{template \"A\"}}")]
    [TestCase("{{template \"template\"}}")]
    [TestCase("{{define \"T\"}}{{if true}}{{range 1}}{{with 1}}{{template \"T\"}}{{end}}{{end}}{{end}}{{end}}{{template \"T\"}}")]
    public void Render_EndlessRecursion_IsRefused(string template) =>
        AssertLimit(() => GoTemplate.Parse(template, Small).Render(null), "deeper than 20");

    [Test]
    public void Render_EndlessRecursionWithLargestDepth_IsRefused()
    {
        var options = new GoTemplateOptions { MaxDepth = 1000 };
        var nested = string.Concat(Enumerable.Repeat("{{if true}}", 900)) + "{{template \"T\"}}" + string.Concat(Enumerable.Repeat("{{end}}", 900));

        AssertLimit(() => GoTemplate.Parse($"{{{{define \"T\"}}}}{nested}{{{{end}}}}{{{{template \"T\"}}}}", options).Render(null), "deep");
    }

    [TestCase("{{define \"T\"}}{{with 1}}{{template \"T\"}}{{end}}{{end}}{{template \"T\"}}")]
    [TestCase("{{(((((((((((((((((((((((((1)))))))))))))))))))))))))}}{{template \"template\"}}")]
    public void Render_OnSmallStack_IsRefusedBeforeItOverflows(string template)
    {
        var options = new GoTemplateOptions { MaxDepth = 1000 };
        Exception? thrown = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    GoTemplate.Parse(template, options).Render(null);
                }
                catch (GoTemplateException exception)
                {
                    thrown = exception;
                }
            },
            maxStackSize: 256 * 1024);

        thread.Start();
        thread.Join();

        Assert.That(thrown, Is.TypeOf<GoTemplateException>().With.Property(nameof(GoTemplateException.Kind)).EqualTo(GoTemplateErrorKind.Limit));
    }

    [Test]
    public void Parse_ChainOfManyTemplates_IsRefused()
    {
        var chain = string.Concat(Enumerable.Range(0, 30).Select(i => $"{{{{define \"T{i}\"}}}}{{{{template \"T{i + 1}\"}}}}{{{{end}}}}"));

        AssertLimit(() => GoTemplate.Parse(chain + "{{define \"T30\"}}{{end}}{{template \"T0\"}}", Small), "deeper than 20");
    }

    [TestCase("{{(", "1", ")}}")]
    [TestCase("{{if true}}", "", "{{end}}")]
    [TestCase("{{range .}}", "", "{{end}}")]
    [TestCase("{{with .}}", "", "{{end}}")]
    [TestCase("{{if false}}{{else}}", "", "{{end}}")]
    public void Parse_DeepNesting_IsRefused(string open, string middle, string close)
    {
        // "{{(" opens one action with many parentheses.
        var isAction = open == "{{(";
        var start = isAction ? "{{" + new string('(', 100_000) : string.Concat(Enumerable.Repeat(open, 100_000));
        var end = isAction ? new string(')', 100_000) + "}}" : string.Concat(Enumerable.Repeat(close, 100_000));

        AssertLimit(() => GoTemplate.Parse(start + middle + end, new GoTemplateOptions { MaxSourceLength = int.MaxValue }), "deeper than 200");
    }

    [Test]
    public void Parse_ManyElseIfs_AreNoNesting()
    {
        var arms = string.Concat(Enumerable.Range(1, 5000).Select(i => $"{{{{else if eq . {i}}}}}{i}"));

        Assert.That(GoTemplate.Parse($"{{{{if false}}}}{arms}{{{{end}}}}").Render(4999), Is.EqualTo("4999"));
    }

    [Test]
    public void Parse_ManyStages_AreNoNesting()
    {
        var stages = string.Concat(Enumerable.Repeat(" | print", 20_000));

        Assert.That(GoTemplate.Parse($"{{{{1{stages}}}}}").Render(null), Is.EqualTo("1"));
    }

    [Test]
    public void Parse_LoopsThatChangeTheirContext_DoNotTakeExponentialTime()
    {
        var open = string.Concat(Enumerable.Repeat("{{range .}} = ", 60));
        var close = string.Concat(Enumerable.Repeat(" x {{end}}", 60));

        AssertLimit(() => GoTemplate.Parse($"<script>{open}{close}</script>"), "too complex");
    }

    [Test]
    public void Parse_LargeScript_TakesTimeInProportion()
    {
        var script = string.Concat(Enumerable.Repeat("a = \"b\" / `c${d}`; /* e */ x < y;\n", 25_000));

        Assert.That(GoTemplate.Parse($"<script>{script}</script>").Render(null), Does.StartWith("<script>a = \"b\""));
    }

    [Test]
    public void Render_DataInsideItself_IsRefused([Values("{{.}}", "<script>{{.}}</script>", "{{printf \"%v\" .}}", "<p style=\"{{.}}\">")] string template)
    {
        var map = new Dictionary<string, object?>();
        map["self"] = new object?[] { map };

        AssertLimit(() => GoTemplate.Parse(template).Render(map), "deep");
    }

    [Test]
    public void Render_SlicesOfSlices_DoNotPileUp() =>
        Assert.That(
            GoTemplate.Parse("{{$x := .}}{{range 100000}}{{$x = slice $x 0}}{{end}}{{index $x 1}}").Render(new object[] { 1, 2 }),
            Is.EqualTo("2"));

    [Test]
    public void Render_Cancelled_Throws()
    {
        using var source = new CancellationTokenSource();
        var template = GoTemplate.Parse("{{range 900000}}{{end}}");

        Assert.That(
            () => template.Render(null, source.Cancel, source.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Render_CheckpointThrows_EndsWithWhatItThrew()
    {
        var calls = 0;
        var template = GoTemplate.Parse("{{range 900000}}{{end}}");

        Assert.That(
            () => template.Render(null, () => { if (++calls == 3) throw new TimeoutException(); }),
            Throws.TypeOf<TimeoutException>());
        Assert.That(calls, Is.EqualTo(3));
    }

    [Test]
    public void Options_OutOfRange_AreRefused()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => GoTemplate.Parse("", new GoTemplateOptions { MaxDepth = 1001 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => GoTemplate.Parse("", new GoTemplateOptions { MaxOutputLength = 0 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => GoTemplate.Parse("", new GoTemplateOptions { MaxExecutionSteps = 0 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => GoTemplate.Parse("", new GoTemplateOptions { MaxSourceLength = -1 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => GoTemplate.Parse("", new GoTemplateOptions { Name = "" }), Throws.InstanceOf<ArgumentException>());
        }
    }

    private static void AssertLimit(Action action, string reason) =>
        Assert.That(
            () => action(),
            Throws.TypeOf<GoTemplateException>()
                .With.Property(nameof(GoTemplateException.Kind)).EqualTo(GoTemplateErrorKind.Limit)
                .And.Message.Contains(reason));
}
