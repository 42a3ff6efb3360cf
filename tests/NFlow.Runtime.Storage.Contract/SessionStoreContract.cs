namespace NFlow.Runtime.Storage.Contract;

/// <summary>What every <see cref="ISessionStore"/> promises.</summary>
public abstract class SessionStoreContract : StoreContract<ISessionStore>
{
    private DateTimeOffset InAnHour => Clock.GetUtcNow().AddHours(1);

    [Test]
    public async Task Load_UnknownSession_IsNull() =>
        Assert.That(await Store.LoadAsync("nobody", None), Is.Null);

    [Test]
    public async Task Load_SavedSession_ReturnsItsParts()
    {
        await SaveAsync("s", ("nflow_form", """{"a":"1"}"""), ("auth_session", """{"profile":"{}"}"""));

        Assert.That(await Store.LoadAsync("s", None), Is.EquivalentTo(new Dictionary<string, string>
        {
            ["nflow_form"] = """{"a":"1"}""",
            ["auth_session"] = """{"profile":"{}"}""",
        }));
    }

    [TestCase("""{"text":"ñ, 日本, 😀, \u0000, \ud800, line\nbreak, ' \" \\"}""")]
    [TestCase("{}")]
    [TestCase("""{"nested":{"list":[1,2.5,-3e300,true,null,"x"]}}""")]
    public async Task Load_AnyJsonText_ReturnsItCharForChar(string json)
    {
        await SaveAsync("s", ("nflow_form", json));

        Assert.That((await Store.LoadAsync("s", None))!["nflow_form"], Is.EqualTo(json));
    }

    [Test]
    public async Task Load_PartOfAMegabyte_ReturnsItWhole()
    {
        var json = $$"""{"text":"{{new string('x', 1024 * 1024)}}"}""";

        await SaveAsync("s", ("nflow_form", json));

        Assert.That((await Store.LoadAsync("s", None))!["nflow_form"], Is.EqualTo(json));
    }

    [Test]
    public async Task Save_ExistingPart_ReplacesItWhole()
    {
        await SaveAsync("s", ("nflow_form", """{"a":"1","b":"2"}"""));

        await SaveAsync("s", ("nflow_form", """{"c":"3"}"""));

        Assert.That((await Store.LoadAsync("s", None))!["nflow_form"], Is.EqualTo("""{"c":"3"}"""));
    }

    [Test]
    public async Task Save_OtherPart_LeavesTheFirstAsItIs()
    {
        await SaveAsync("s", ("first", "{\"a\":1}"));

        await SaveAsync("s", ("second", "{\"b\":2}"));

        Assert.That((await Store.LoadAsync("s", None))!.Keys, Is.EquivalentTo(new[] { "first", "second" }));
    }

    [Test]
    public async Task Save_NullPart_RemovesIt()
    {
        await SaveAsync("s", ("gone", "{}"), ("kept", "{}"));

        await SaveAsync("s", ("gone", null), ("never_there", null));

        Assert.That((await Store.LoadAsync("s", None))!.Keys, Is.EquivalentTo(new[] { "kept" }));
    }

    [Test]
    public async Task Save_LastPartRemoved_SessionStaysAlive()
    {
        await SaveAsync("s", ("only", "{}"));

        await SaveAsync("s", ("only", null));

        Assert.That(await Store.LoadAsync("s", None), Is.Not.Null.And.Empty);
    }

    [Test]
    public async Task Save_PartNamesDifferingInCase_AreTwoParts()
    {
        await SaveAsync("s", ("Part", "{\"a\":1}"), ("part", "{\"b\":2}"));

        Assert.That((await Store.LoadAsync("s", None))!, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Save_TwoSessions_AreSeparate()
    {
        await SaveAsync("one", ("p", "{\"who\":1}"));
        await SaveAsync("two", ("p", "{\"who\":2}"));

        Assert.That((await Store.LoadAsync("one", None))!["p"], Is.EqualTo("{\"who\":1}"));
    }

    [Test]
    public async Task Load_ExpiredSession_IsNull()
    {
        await SaveAsync("s", ("p", "{}"));

        Clock.Advance(TimeSpan.FromHours(1));

        Assert.That(await Store.LoadAsync("s", None), Is.Null);
    }

    [Test]
    public async Task Save_BeforeExpiry_ExtendsTheWholeSession()
    {
        await SaveAsync("s", ("old", "{}"));
        Clock.Advance(TimeSpan.FromMinutes(59));

        await SaveAsync("s", ("new", "{}"));
        Clock.Advance(TimeSpan.FromMinutes(59));

        Assert.That((await Store.LoadAsync("s", None))!.Keys, Is.EquivalentTo(new[] { "old", "new" }));
    }

    [Test]
    public async Task Save_ExpiredSession_StartsAfresh()
    {
        await SaveAsync("s", ("old", "{}"));
        Clock.Advance(TimeSpan.FromHours(2));

        await SaveAsync("s", ("new", "{}"));

        Assert.That((await Store.LoadAsync("s", None))!.Keys, Is.EquivalentTo(new[] { "new" }));
    }

    [Test]
    public async Task Delete_Session_RemovesItWholeAndOnlyIt()
    {
        await SaveAsync("s", ("p", "{}"));
        await SaveAsync("other", ("p", "{}"));

        await Store.DeleteAsync("s", None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Store.LoadAsync("s", None), Is.Null);
            Assert.That(await Store.LoadAsync("other", None), Is.Not.Null);
        }
    }

    [Test]
    public async Task Delete_ThenSave_DoesNotBringOldPartsBack()
    {
        await SaveAsync("s", ("old", "{}"));
        await Store.DeleteAsync("s", None);

        await SaveAsync("s", ("new", "{}"));

        Assert.That((await Store.LoadAsync("s", None))!.Keys, Is.EquivalentTo(new[] { "new" }));
    }

    [Test]
    public async Task DeleteExpired_RemovesTheExpiredAndCountsThem()
    {
        await SaveAsync("early", ("p", "{}"));
        Clock.Advance(TimeSpan.FromMinutes(30));
        await SaveAsync("late", ("p", "{}"));
        Clock.Advance(TimeSpan.FromMinutes(30));

        var removed = await Store.DeleteExpiredAsync(None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(removed, Is.EqualTo(1));
            Assert.That(await Store.LoadAsync("late", None), Is.Not.Null);
            Assert.That(await Store.DeleteExpiredAsync(None), Is.Zero);
        }
    }

    [Test]
    public async Task DeleteExpired_Thousands_RemovesThemAllAndTheirParts()
    {
        await Parallel.ForAsync(0, 1_203, async (i, _) => await SaveAsync($"s{i}", ("old", "{}")));
        Clock.Advance(TimeSpan.FromHours(2));
        await SaveAsync("alive", ("p", "{}"));

        var removed = await Store.DeleteExpiredAsync(None);

        await SaveAsync("s7", ("new", "{}"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(removed, Is.EqualTo(1_203));
            Assert.That(await Store.LoadAsync("alive", None), Is.Not.Null);
            Assert.That((await Store.LoadAsync("s7", None))!.Keys, Is.EquivalentTo(new[] { "new" }));
        }
    }

    [Test]
    public async Task Count_CountsTheLiving()
    {
        await SaveAsync("early", ("p", "{}"));
        Clock.Advance(TimeSpan.FromMinutes(30));
        await SaveAsync("late", ("p", "{}"));
        await SaveAsync("late", ("q", "{}"));
        Clock.Advance(TimeSpan.FromMinutes(30));

        Assert.That(await Store.CountAsync(None), Is.EqualTo(1));
    }

    [Test]
    public async Task Save_ConcurrentlyDifferentPartsOfOneSession_LosesNone()
    {
        await Parallel.ForAsync(0, 50, async (i, _) => await SaveAsync("s", ($"part{i}", $"{{\"i\":{i}}}")));

        Assert.That(await Store.LoadAsync("s", None), Has.Count.EqualTo(50));
    }

    [Test]
    public async Task Save_ConcurrentlyTwoPartsTogether_AreNeverSeenApart()
    {
        await SaveAsync("s", ("left", "0"), ("right", "0"));
        var torn = 0;

        await Parallel.ForAsync(0, 200, async (i, _) =>
        {
            if (i % 2 == 0)
                await SaveAsync("s", ("left", $"{i}"), ("right", $"{i}"));
            else if (await Store.LoadAsync("s", None) is { } parts && parts["left"] != parts["right"])
                Interlocked.Increment(ref torn);
        });

        Assert.That(torn, Is.Zero);
    }

    [Test]
    public async Task Save_200WizardsAtOnce_EachKeepsItsOwnData()
    {
        await Parallel.ForAsync(0, 200, async (wizard, _) =>
        {
            for (var step = 0; step < 5; step++)
            {
                var parts = await Store.LoadAsync($"w{wizard}", None);
                Assert.That(parts?["nflow_form"], Is.EqualTo(step == 0 ? null : $"{{\"w\":{wizard},\"step\":{step - 1}}}"));
                await SaveAsync($"w{wizard}", ("nflow_form", $"{{\"w\":{wizard},\"step\":{step}}}"));
            }
        });

        Assert.That(await Store.CountAsync(None), Is.EqualTo(200));
    }

    [TestCase("no\0such")]
    [TestCase("half \ud800 pair")]
    [TestCase("'; DROP TABLE nflow_runtime_sessions; --")]
    public async Task Load_HostileId_IsNull(string id) =>
        Assert.That(await Store.LoadAsync(id, None), Is.Null);

    private async Task SaveAsync(string id, params (string Name, string? Json)[] parts) =>
        await Store.SaveAsync(id, parts.ToDictionary(part => part.Name, part => part.Json), InAnHour, None);
}
