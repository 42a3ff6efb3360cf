namespace NFlow.Runtime.Storage.Contract;

/// <summary>What every <see cref="IUserStore"/> promises.</summary>
public abstract class UserStoreContract : StoreContract<IUserStore>
{
    [Test]
    public async Task Find_UnknownName_IsNull() =>
        Assert.That(await Store.FindAsync("nobody", None), Is.Null);

    [TestCase(true)]
    [TestCase(false)]
    public async Task Find_SavedUser_ReturnsIt(bool isActive)
    {
        await Store.SaveAsync(new UserRecord(0, "ñandú", "abc123", "ROL_DEV", isActive), None);

        var found = await Store.FindAsync("ñandú", None);

        Assert.That(found! with { Id = 0 }, Is.EqualTo(new UserRecord(0, "ñandú", "abc123", "ROL_DEV", isActive)));
    }

    [Test]
    public async Task Find_NameInOtherCase_IsNull()
    {
        await Store.SaveAsync(new UserRecord(0, "dev1", "h", "r", true), None);

        Assert.That(await Store.FindAsync("DEV1", None), Is.Null);
    }

    [Test]
    public async Task Save_ExistingUser_ChangesItAndKeepsItsId()
    {
        await Store.SaveAsync(new UserRecord(0, "other", "h", "r", true), None);
        await Store.SaveAsync(new UserRecord(0, "dev1", "old", "ROL_USER", true), None);
        var before = await Store.FindAsync("dev1", None);

        await Store.SaveAsync(new UserRecord(0, "dev1", "new", "ROL_ADMIN", false), None);

        Assert.That(await Store.FindAsync("dev1", None), Is.EqualTo(new UserRecord(before!.Id, "dev1", "new", "ROL_ADMIN", false)));
    }

    [Test]
    public async Task Save_TwoUsers_HaveTheirOwnIds()
    {
        await Store.SaveAsync(new UserRecord(0, "one", "h", "r", true), None);
        await Store.SaveAsync(new UserRecord(0, "two", "h", "r", true), None);

        Assert.That((await Store.FindAsync("one", None))!.Id, Is.Not.EqualTo((await Store.FindAsync("two", None))!.Id));
    }

    [TestCase("dev1\0")]
    [TestCase("\ud800")]
    [TestCase("' OR '1'='1")]
    public async Task Find_HostileName_IsNull(string name)
    {
        await Store.SaveAsync(new UserRecord(0, "dev1", "h", "r", true), None);

        Assert.That(await Store.FindAsync(name, None), Is.Null);
    }
}
