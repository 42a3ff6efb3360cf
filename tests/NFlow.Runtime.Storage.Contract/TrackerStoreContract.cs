namespace NFlow.Runtime.Storage.Contract;

/// <summary>What every <see cref="ITrackerStore"/> promises.</summary>
public abstract class TrackerStoreContract : StoreContract<ITrackerStore>
{
    [Test]
    public async Task List_AppendedEntry_ReturnsEveryField()
    {
        var entry = Entry(1) with { Payload = """{"ñ":"日本 😀"}""", Ip = "127.0.0.1:53477", UserAgent = "Mozilla/5.0 (X11)", QueryParam = "f=run", HostName = "box", Host = "localhost:8080" };

        await Store.AppendAsync([entry], None);

        Assert.That(await Store.ListAsync(null, 10, None), Is.EqualTo(new[] { entry }));
    }

    [Test]
    public async Task List_SeveralBatches_ReturnsOldestFirst()
    {
        await Store.AppendAsync([Entry(1), Entry(2)], None);
        await Store.AppendAsync([Entry(3)], None);

        Assert.That((await Store.ListAsync(null, 10, None)).Select(entry => entry.OrderBox), Is.EqualTo(new[] { 1, 2, 3 }));
    }

    [Test]
    public async Task List_MoreThanLimit_ReturnsTheNewest()
    {
        await Store.AppendAsync([Entry(1), Entry(2), Entry(3)], None);

        Assert.That((await Store.ListAsync(null, 2, None)).Select(entry => entry.OrderBox), Is.EqualTo(new[] { 2, 3 }));
    }

    [Test]
    public async Task List_OfOneLog_ReturnsOnlyItsEntries()
    {
        await Store.AppendAsync([Entry(1), Entry(2) with { LogId = "other" }], None);

        Assert.That((await Store.ListAsync("other", 10, None)).Select(entry => entry.OrderBox), Is.EqualTo(new[] { 2 }));
    }

    [Test]
    public async Task Append_ThousandEntries_KeepsAllInOrder()
    {
        await Store.AppendAsync([.. Enumerable.Range(1, 1000).Select(Entry)], None);

        Assert.That((await Store.ListAsync(null, 2000, None)).Select(entry => entry.OrderBox), Is.EqualTo(Enumerable.Range(1, 1000)));
    }

    [Test]
    public async Task Append_Nothing_IsFine()
    {
        await Store.AppendAsync([], None);

        Assert.That(await Store.ListAsync(null, 10, None), Is.Empty);
    }

    [Test]
    public async Task Append_WhatClientsMaySend_NeverLosesTheBatch()
    {
        var hostile = Entry(1) with
        {
            Url = "/a\0b",
            UserAgent = new string('u', 5000),
            Host = new string('h', 5000),
            Ip = new string('1', 500),
            QueryParam = "q=\ud800",
            Payload = "\0",
        };

        await Store.AppendAsync([hostile, Entry(2)], None);

        Assert.That(await Store.ListAsync(null, 10, None), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Trim_OldEntries_RemovesAndCountsThem()
    {
        await Store.AppendAsync([Entry(1)], None);
        Clock.Advance(TimeSpan.FromDays(2));
        await Store.AppendAsync([Entry(2)], None);

        var removed = await Store.TrimAsync(Clock.GetUtcNow().AddDays(-1), null, None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(removed, Is.EqualTo(1));
            Assert.That((await Store.ListAsync(null, 10, None)).Select(entry => entry.OrderBox), Is.EqualTo(new[] { 2 }));
        }
    }

    [TestCase(0, new int[0])]
    [TestCase(2, new[] { 4, 5 })]
    [TestCase(9, new[] { 1, 2, 3, 4, 5 })]
    public async Task Trim_ToSize_KeepsTheNewest(long maxRows, int[] kept)
    {
        await Store.AppendAsync([.. Enumerable.Range(1, 5).Select(Entry)], None);

        var removed = await Store.TrimAsync(DateTimeOffset.UnixEpoch, maxRows, None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(removed, Is.EqualTo(5 - kept.Length));
            Assert.That((await Store.ListAsync(null, 10, None)).Select(entry => entry.OrderBox), Is.EqualTo(kept));
        }
    }

    [Test]
    public async Task Trim_ManyOldEntries_RemovesThemAll()
    {
        await Store.AppendAsync([.. Enumerable.Range(1, 2500).Select(Entry)], None);
        Clock.Advance(TimeSpan.FromDays(2));
        await Store.AppendAsync([.. Enumerable.Range(2501, 1500).Select(Entry)], None);

        var removed = await Store.TrimAsync(Clock.GetUtcNow().AddDays(-1), null, None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(removed, Is.EqualTo(2500));
            Assert.That((await Store.ListAsync(null, 5000, None)).Select(entry => entry.OrderBox), Is.EqualTo(Enumerable.Range(2501, 1500)));
        }
    }

    [Test]
    public async Task Trim_EntriesOfAClockThatRanAhead_HideNothingBehindThem()
    {
        await Store.AppendAsync([.. Enumerable.Range(1, 1500).Select(order => Entry(order) with { Created = Clock.GetUtcNow().AddYears(10) })], None);
        await Store.AppendAsync([Entry(1501)], None);
        Clock.Advance(TimeSpan.FromDays(2));
        await Store.AppendAsync([Entry(1502)], None);

        var removed = await Store.TrimAsync(Clock.GetUtcNow().AddDays(-1), null, None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(removed, Is.EqualTo(1));
            Assert.That((await Store.ListAsync(null, 1, None)).Single().OrderBox, Is.EqualTo(1502));
        }
    }

    [Test]
    public async Task Trim_ManyAboveTheSize_RemovesThemAll()
    {
        await Store.AppendAsync([.. Enumerable.Range(1, 2600).Select(Entry)], None);

        var removed = await Store.TrimAsync(DateTimeOffset.UnixEpoch, 100, None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(removed, Is.EqualTo(2500));
            Assert.That((await Store.ListAsync(null, 5000, None)).Select(entry => entry.OrderBox), Is.EqualTo(Enumerable.Range(2501, 100)));
        }
    }

    [Test]
    public async Task Trim_TwiceToSize_CountsEntriesAndNotTheirNumbers()
    {
        await Store.AppendAsync([.. Enumerable.Range(1, 5).Select(Entry)], None);
        Clock.Advance(TimeSpan.FromDays(2));
        await Store.AppendAsync([.. Enumerable.Range(6, 5).Select(Entry)], None);
        await Store.TrimAsync(Clock.GetUtcNow().AddDays(-1), 5, None);

        Assert.That(await Store.TrimAsync(Clock.GetUtcNow().AddDays(-1), 5, None), Is.Zero);
        Assert.That(await Store.ListAsync(null, 50, None), Has.Count.EqualTo(5));
    }

    private TrackerEntry Entry(int order) => new()
    {
        LogId = "df0cd316",
        BoxId = "590d1a17",
        BoxName = "Datos Personales",
        BoxType = "js",
        Url = "/pepe11",
        UserName = "admin",
        ConnectionNext = "012715af",
        Duration = TimeSpan.FromMilliseconds(452),
        Created = Clock.GetUtcNow(),
        OrderBox = order,
        Payload = "{}",
    };
}
