namespace NFlow.Runtime.Templating.Tests;

internal sealed class GoTemplateCacheTests
{
    [Test]
    public void GetOrParse_SameText_GivesTheSameTemplate()
    {
        var cache = new GoTemplateCache();

        var first = cache.GetOrParse("{{.}}");
        var second = cache.GetOrParse(new string("{{.}}".AsSpan()));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(second, Is.SameAs(first));
            Assert.That(cache.Hits, Is.EqualTo(1));
            Assert.That(cache.Misses, Is.EqualTo(1));
        }
    }

    [Test]
    public void GetOrParse_MoreThanFit_KeepsWhatIsUsed()
    {
        var cache = new GoTemplateCache(maxCount: 10);
        var used = cache.GetOrParse("used");

        for (var i = 0; i < 100; i++)
        {
            cache.GetOrParse($"text {i}");
            Assert.That(cache.GetOrParse("used"), Is.SameAs(used));
        }

        Assert.That(cache.Count, Is.LessThanOrEqualTo(10));
    }

    [Test]
    public void GetOrParse_AllInUse_StillMakesRoom()
    {
        var cache = new GoTemplateCache(maxCount: 3);

        for (var i = 0; i < 20; i++)
        {
            cache.GetOrParse($"text {i}");
            cache.GetOrParse($"text {i}");
        }

        Assert.That(cache.Count, Is.InRange(1, 3));
    }

    [Test]
    public void GetOrParse_LongTexts_AreBoundedByTotalLength()
    {
        var cache = new GoTemplateCache(maxTotalLength: 100);

        for (var i = 0; i < 20; i++)
            cache.GetOrParse(new string((char)('a' + i), 30));
        var tooLong = cache.GetOrParse(new string('x', 101));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(cache.Count, Is.LessThanOrEqualTo(3));
            Assert.That(tooLong.Render(null), Has.Length.EqualTo(101));
            Assert.That(cache.GetOrParse(tooLong.Source), Is.Not.SameAs(tooLong));
        }
    }

    [Test]
    public void GetOrParse_BrokenText_ThrowsEveryTimeAndIsNotKept()
    {
        var cache = new GoTemplateCache(new GoTemplateOptions { Name = "page" });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => cache.GetOrParse("{{"), Throws.TypeOf<GoTemplateException>().With.Message.Contains("page"));
            Assert.That(() => cache.GetOrParse("{{"), Throws.TypeOf<GoTemplateException>());
            Assert.That(cache.Count, Is.Zero);
        }
    }

    [Test]
    public void Clear_ForgetsAll()
    {
        var cache = new GoTemplateCache(maxTotalLength: 5);
        var before = cache.GetOrParse("12345");

        cache.Clear();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(cache.Count, Is.Zero);
            Assert.That(cache.GetOrParse("12345"), Is.Not.SameAs(before));
            Assert.That(cache.Count, Is.EqualTo(1));
        }
    }

    [Test]
    public void GetOrParse_FromManyThreads_StaysWithinItsBounds()
    {
        var cache = new GoTemplateCache(maxCount: 20);

        ParallelEnumerable.Range(0, 5000).ForAll(i => Assert.That(cache.GetOrParse($"{i % 50}").Render(null), Is.EqualTo($"{i % 50}")));

        Assert.That(cache.Count, Is.LessThanOrEqualTo(20));
    }
}
