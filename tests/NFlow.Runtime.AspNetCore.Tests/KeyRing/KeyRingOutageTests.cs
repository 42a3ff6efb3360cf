using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Storage.InMemory;

namespace NFlow.Runtime.AspNetCore.Tests.KeyRing;

/// <summary>A store of keys that is away for a moment costs requests, never sessions: a cookie that cannot be proved for want of keys is not a forged one.</summary>
public sealed class KeyRingOutageTests
{
    private readonly SharedKeyRing _keys = new();
    private readonly InMemorySessionStore _sessions = new(TimeProvider.System);

    [Test]
    public async Task Cookie_KeysCannotBeRead_IsRefused_AndIsGoodAgainWhenTheyCan()
    {
        await using var first = await StartAsync(services => services.AddSingleton<IKeyRingStore>(_keys));
        var cookie = await OpenSessionAsync(first);
        _keys.Outage = new StorageException("the store of the keys is away");
        await using var second = await StartAsync(services => services.AddSingleton<IKeyRingStore>(_keys));

        using var refused = await CountAsync(second, cookie);
        _keys.Outage = null;
        using var accepted = await CountAsync(second, cookie);

        Assert.That((refused.StatusCode, refused.Headers.Contains("Set-Cookie")), Is.EqualTo((HttpStatusCode.ServiceUnavailable, false)));
        Assert.That((accepted.StatusCode, accepted.Headers.Contains("Set-Cookie")), Is.EqualTo((HttpStatusCode.OK, false)));
        Assert.That(await accepted.Content.ReadAsStringAsync(), Is.EqualTo("2"));
    }

    [Test]
    public async Task Cookie_KeysOfTheHostsOwnPlaceCannotBeRead_IsRefused()
    {
        await using var first = await StartAsync(services => services.AddSingleton<IKeyRingStore>(_keys));
        var cookie = await OpenSessionAsync(first);
        await using var second = await StartAsync(services => services.Configure<KeyManagementOptions>(options => options.XmlRepository = new BrokenRepository()));

        using var refused = await CountAsync(second, cookie);

        Assert.That((refused.StatusCode, refused.Headers.Contains("Set-Cookie")), Is.EqualTo((HttpStatusCode.ServiceUnavailable, false)));
    }

    [Test]
    public async Task Session_NoKeyCanBeStored_IsNotOpened()
    {
        _keys.Outage = new StorageException("the store of the keys is away");
        await using var host = await StartAsync(services => services.AddSingleton<IKeyRingStore>(_keys));

        using var refused = await CountAsync(host, cookie: "");

        Assert.That((refused.StatusCode, refused.Headers.Contains("Set-Cookie")), Is.EqualTo((HttpStatusCode.ServiceUnavailable, false)));
    }

    [Test]
    public async Task Cookie_MadeUp_IsNeverTakenForAnOutage()
    {
        await using var host = await StartAsync(services => services.AddSingleton<IKeyRingStore>(_keys));
        var genuine = await OpenSessionAsync(host);
        var random = new Random(7);

        for (var i = 0; i < 500; i++)
        {
            using var response = await CountAsync(host, Distort(genuine, random));
            Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("1"));
        }
    }

    /// <summary>The cookie cut, lengthened or with characters changed; never as it was.</summary>
    private static string Distort(string cookie, Random random)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/.% ";
        var value = cookie.IndexOf('=') + 1;
        var text = cookie[value..].ToCharArray();
        for (var i = random.Next(4); i >= 0; i--)
            text[random.Next(text.Length)] = Alphabet[random.Next(Alphabet.Length)];
        var length = random.Next(text.Length);
        return cookie[..value] + new string(text)[..length] + (random.Next(4) == 0 ? new string('A', random.Next(9)) : "");
    }

    private async Task<WebApplication> StartAsync(Action<IServiceCollection> configure)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "keys" });
        builder.WebHost.UseTestServer();
        builder.Services.AddRouting();
        builder.Services.AddNFlowCore().AddAspNetCore();
        builder.Services.AddSingleton<ISessionStore>(_sessions);
        configure(builder.Services);
        var host = builder.Build();
        host.MapNFlow("/*");
        host.Services.GetRequiredService<InMemoryStore>().Put(new AppDocument("app", JsonSerializer.SerializeToUtf8Bytes(App), ""));
        await host.StartAsync();
        return host;
    }

    private static async Task<string> OpenSessionAsync(WebApplication host)
    {
        using var client = host.GetTestClient();
        using var response = await client.GetAsync("/count");
        return response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    private static async Task<HttpResponseMessage> CountAsync(WebApplication host, string cookie)
    {
        using var client = host.GetTestClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/count");
        request.Headers.TryAddWithoutValidation("Cookie", cookie);
        return await client.SendAsync(request);
    }

    private static object App => new
    {
        drawflow = new
        {
            Home = new
            {
                data = new Dictionary<string, object>
                {
                    ["s"] = new { data = new { type = "starter", method = "ANY", urlpattern = "/count" }, outputs = new { output_1 = new { connections = new[] { new { node = "n", output = "input_1" } } } } },
                    ["n"] = new
                    {
                        data = new { type = "js", name_box = "Count", code = "const n = Number(get_session('counter', 'n') || 0) + 1; set_session('counter', 'n', String(n)); c.String(200, String(n));" },
                        outputs = new { },
                    },
                },
            },
        },
    };

    private sealed class BrokenRepository : IXmlRepository
    {
        public IReadOnlyCollection<System.Xml.Linq.XElement> GetAllElements() => throw new IOException("the share is away");

        public void StoreElement(System.Xml.Linq.XElement element, string friendlyName) => throw new IOException("the share is away");
    }
}
