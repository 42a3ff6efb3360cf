using Microsoft.Extensions.Time.Testing;
using NFlow.Runtime.Storage.InMemory;

namespace NFlow.Runtime.Storage.EF.Tests.Files;

internal sealed class TemplateLayersTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Test]
    public async Task Composite_FirstStoreThatKnows_Answers()
    {
        var (first, second) = (new InMemoryStore(), new InMemoryStore());
        first.PutTemplate("both", "first");
        second.PutTemplate("both", "second");
        second.PutTemplate("only", "second");
        var store = new CompositeTemplateStore(first, second);

        Assert.That(
            (await store.FindAsync("both", None), await store.FindAsync("only", None), await store.FindAsync("none", None)),
            Is.EqualTo(("first", "second", (string?)null)));
    }

    [Test]
    public async Task Cache_WithinFreshness_AnswersFromMemoryAndLaterAnew()
    {
        var clock = new FakeTimeProvider();
        var inner = new InMemoryStore();
        var store = new CachedTemplateStore(inner, clock, TimeSpan.FromSeconds(1));
        inner.PutTemplate("page", "old");

        var answers = new List<string?> { await store.FindAsync("page", None), await store.FindAsync("new", None) };
        inner.PutTemplate("page", "changed");
        inner.PutTemplate("new", "there");
        answers.AddRange([await store.FindAsync("page", None), await store.FindAsync("new", None)]);
        clock.Advance(TimeSpan.FromSeconds(1));
        answers.AddRange([await store.FindAsync("page", None), await store.FindAsync("new", None)]);

        Assert.That(answers, Is.EqualTo(new[] { "old", null, "old", null, "changed", "there" }));
    }
}
