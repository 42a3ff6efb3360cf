namespace NFlow.Runtime.Storage.Contract;

/// <summary>What every <see cref="ITokenStore"/> promises.</summary>
public abstract class TokenStoreContract : StoreContract<ITokenStore>
{
    /// <summary>Adds a token under its id as an administrator would.</summary>
    protected abstract Task PutTokenAsync(TokenRecord token);

    [Test]
    public async Task List_UnknownName_IsEmpty() =>
        Assert.That(await Store.ListAsync("none", None), Is.Empty);

    [Test]
    public async Task List_SharedName_ReturnsAllInOrderOfIds()
    {
        var expired = new TokenRecord(1, "api1", "s3cret%2B=", DateTimeOffset.FromUnixTimeSeconds(1691669083), true, "Authorization", "Bearer");
        var lasting = new TokenRecord(2, "api1", "ZGV2MTpkZXYx", null, false, "X-Key", "Basic");
        await PutTokenAsync(lasting);
        await PutTokenAsync(expired);
        await PutTokenAsync(lasting with { Id = 3, Name = "other" });

        Assert.That(await Store.ListAsync("api1", None), Is.EqualTo(new[] { expired, lasting }));
    }

    [TestCase("api1\0")]
    [TestCase("\ud800")]
    [TestCase("' OR '1'='1")]
    public async Task List_HostileName_IsEmpty(string name)
    {
        await PutTokenAsync(new TokenRecord(1, "api1", "t", null, true, "Authorization", "Bearer"));

        Assert.That(await Store.ListAsync(name, None), Is.Empty);
    }
}
