using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NFlow.Runtime.Networking;
using NFlow.Runtime.Plugins.Mail.Tests.Support;

namespace NFlow.Runtime.Plugins.Mail.Tests;

/// <summary>A mail server that a script names by a domain whose addresses change: mail does not get into the host's own network so.</summary>
public sealed class RebindingTests
{
    private const string Public = "93.184.215.14";

    private readonly FakeInternet _internet = new();

    [TestCase("127.0.0.1")]
    [TestCase("169.254.169.254")]
    [TestCase("::ffff:10.0.0.1")]
    public async Task MailConfig_NameThatTurnsPrivate_IsConnectedToAsCheckedAndRefusedAfterwards(string later)
    {
        await using var server = new SmtpServer { User = "me@x.org" };
        await using var host = await StartAsync(server);
        _internet.Name("mx.test", Public, later);

        var answer = await host.RunAsync($$"""
            mail_config('mx.test', 25, '{{server.User}}', '{{server.Password}}');
            await mail.send({ to: 'a@x.org', subject: 'first' });
            await mail.send({ to: 'a@x.org', subject: 'second' });
            """);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Error, Does.Contain("has no public address"));
            Assert.That(server.TakeMail().Message.Subject, Is.EqualTo("first"));
            Assert.That(server.Mails, Is.Empty);
            Assert.That(_internet.Reached, Is.EqualTo(new[] { Public }));
        }
    }

    [Test]
    public async Task MailConfig_NameWithPublicAndPrivateAddresses_ReachesOnlyThePublicOnes()
    {
        await using var server = new SmtpServer();
        await using var host = await StartAsync(server);
        _internet.Name("mx.test", $"127.0.0.1 {Public} ::1").Down.Add(Public);

        var answer = await host.RunAsync("mail_config('mx.test', 25, 'me@x.org', 'pw'); await mail.send({ to: 'a@x.org' })");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Error, Does.Contain("cannot be reached"));
            Assert.That(server.Commands, Is.Empty);
            Assert.That(_internet.Reached, Is.Not.Empty.And.All.EqualTo(Public));
        }
    }

    [Test]
    public async Task SendMailAsync_NameThatTurnsPrivateBeforeTheNextAttempt_IsNotReached()
    {
        await using var server = new SmtpServer();
        await using var host = await StartAsync(server, options => options.RetryDelay = TimeSpan.FromMilliseconds(1));
        _internet.Name("mx.test", Public, "127.0.0.1").Down.Add(Public);

        await host.RunAsync("mail_config('mx.test', 25, 'me@x.org', 'pw'); send_mail_async('a@x.org', 's', 'm')");
        await Poll.UntilAsync(() => host.Log.Text.Contains("has no public address", StringComparison.Ordinal));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(server.Commands, Is.Empty);
            Assert.That(_internet.Reached, Is.EqualTo(new[] { Public }));
        }
    }

    private Task<MailHost> StartAsync(SmtpServer server, Action<MailOptions>? configure = null)
    {
        _internet.Port = server.Port;
        return MailHost.StartAsync(server, configure, services => services.Replace(
            ServiceDescriptor.Singleton(new NamedServer { Resolve = _internet.ResolveAsync, Connect = _internet.ConnectAsync })));
    }
}
