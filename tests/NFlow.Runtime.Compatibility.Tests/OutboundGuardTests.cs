using Microsoft.Extensions.Options;
using NFlow.Runtime.Http;
using NFlow.Runtime.Networking;

namespace NFlow.Runtime.Compatibility.Tests;

/// <summary>Which hosts an allow-list lets scripts name.</summary>
public sealed class OutboundGuardTests
{
    [TestCase("https://api.example.org/")]
    [TestCase("https://API.EXAMPLE.ORG:8443/a?b#c")]
    [TestCase("https://user:secret@api.example.org/")]
    [TestCase("https://a.wild.example/")]
    [TestCase("https://a.b.wild.example/")]
    [TestCase("https://xn--bcher-kva.example/")]
    [TestCase("https://b\u00fccher.example/")]
    [TestCase("https://a.b\u00fccher.example/")]
    public void Check_AHostOfTheList_IsAllowed(string address) => Assert.That(() => Guard().Check(new Uri(address)), Throws.Nothing);

    [TestCase("https://example.org/", "host 'example.org' is not among the allowed hosts")]
    [TestCase("https://api.example.org.evil.test/", "host 'api.example.org.evil.test' is not among the allowed hosts")]
    [TestCase("https://evil-api.example.org/", "host 'evil-api.example.org' is not among the allowed hosts")]
    [TestCase("https://api.example.org@evil.test/", "host 'evil.test' is not among the allowed hosts")]
    [TestCase("https://api.example.org%2f@evil.test/", "host 'evil.test' is not among the allowed hosts")]
    [TestCase("https://evil.test/?x=@api.example.org", "host 'evil.test' is not among the allowed hosts")]
    [TestCase("https://api.example.org./", "host 'api.example.org.' is not among the allowed hosts")]
    [TestCase("https://wild.example/", "host 'wild.example' is not among the allowed hosts")]
    [TestCase("https://evilwild.example/", "host 'evilwild.example' is not among the allowed hosts")]
    [TestCase("https://\u0430pi.example.org/", "host 'xn--pi-6kc.example.org' is not among the allowed hosts")]
    [TestCase("https://1.1.1.1/", "host '1.1.1.1' is not among the allowed hosts")]
    [TestCase("file:///etc/passwd", "only http and https addresses can be called, not file")]
    [TestCase("gopher://api.example.org/", "only http and https addresses can be called, not gopher")]
    public void Check_AHostThatOnlyLooksLikeOneOfTheList_IsRefused(string address, string reason) =>
        Assert.That(() => Guard().Check(new Uri(address)), Throws.TypeOf<AddressRefusedException>().With.Message.EqualTo(reason));

    [Test]
    public void Check_AllowedButPrivate_IsRefused()
    {
        var guard = Guard("127.0.0.1", "*");

        Assert.That(() => guard.Check(new Uri("http://0x7f.1/")), Throws.TypeOf<AddressRefusedException>());
    }

    private static OutboundGuard Guard(params string[] hosts)
    {
        var options = new ScriptHttpOptions { Enabled = true };
        foreach (var host in hosts.Length > 0 ? hosts : ["api.example.org", "*.wild.example", "*.b\u00fccher.example", "b\u00fccher.example"])
            options.AllowedHosts.Add(host);
        return new OutboundGuard(Options.Create(options), new NamedServer());
    }
}
