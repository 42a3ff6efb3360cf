using System.Text;
using NFlow.Runtime.Plugins.Mail.Tests.Support;

namespace NFlow.Runtime.Plugins.Mail.Tests;

public sealed class DeliveryFailureTests
{
    [Test]
    public async Task WrongPassword_ErrorAndLog_NeverHoldIt()
    {
        await using var server = new SmtpServer();
        await using var host = await MailHost.StartAsync(server, options => options.Password = "hunter2-wrong");

        var answer = await host.RunAsync("""
            const legacy = send_mail('a@x.org', 's', 'm');
            try { await mail.send({ to: 'a@x.org' }) } catch (e) { c.JSON(200, [legacy, e.message, e.stack ?? '']) }
            """);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Body[0].GetBoolean(), Is.False);
            Assert.That(answer.Body[1].GetString(), Does.Contain("refused user name or password"));
            AssertNoSecret(answer.Body.GetRawText() + host.Log.Text, "hunter2-wrong");
            Assert.That(server.Mails, Is.Empty);
        }
    }

    [Test]
    public async Task ServerQuotesThePassword_ErrorMasksIt()
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes("\0shop\0sesame-42"));
        await using var server = new SmtpServer
        {
            Password = "sesame-42",
            Answer = line => line.StartsWith("RCPT", StringComparison.Ordinal) ? $"550 relaying denied for shop/sesame-42 ({encoded})" : null,
        };
        await using var host = await MailHost.StartAsync(server);

        var answer = await host.RunAsync("try { await mail.send({ to: 'a@x.org' }) } catch (e) { c.JSON(200, e.message) }; send_mail('a@x.org', 's', 'm')");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Body.GetString(), Does.Contain("refused: 550 relaying denied for shop/*** (***)"));
            AssertNoSecret(answer.Body.GetRawText() + host.Log.Text, "sesame-42");
        }
    }

    [Test]
    public async Task ServerWithoutStartTls_Required_IsRefusedBeforeThePassword()
    {
        await using var server = new SmtpServer { OffersStartTls = false };
        await using var host = await MailHost.StartAsync(server);

        var answer = await host.RunAsync("await mail.send({ to: 'a@x.org' })");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Error, Does.Contain("does not offer what is required (STARTTLS"));
            Assert.That(server.Commands, Has.None.StartsWith("AUTH").And.None.StartsWith("MAIL"));
        }
    }

    [Test]
    public async Task UntrustedCertificate_IsRefused()
    {
        await using var server = new SmtpServer();
        await using var host = await MailHost.StartAsync(server, options => options.ValidateServerCertificate = null);

        var answer = await host.RunAsync("await mail.send({ to: 'a@x.org' })");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Error, Does.Contain("its certificate was not accepted"));
            Assert.That(server.Commands, Has.None.StartsWith("AUTH").And.None.StartsWith("MAIL"));
        }
    }

    [Test]
    public async Task ImplicitTls_IsSpokenFromTheFirstByte()
    {
        await using var server = new SmtpServer(implicitTls: true);
        await using var host = await MailHost.StartAsync(server, options => options.Security = MailSecurity.Tls);

        await host.RunAsync("send_mail('a@x.org', 's', 'm')");

        Assert.That(server.TakeMail().WasEncrypted, Is.True);
    }

    [Test]
    public async Task PlainServerOnLoopback_NoneConfigured_IsUsed()
    {
        await using var server = new SmtpServer { OffersStartTls = false, OffersAuthentication = false };
        await using var host = await MailHost.StartAsync(server, options =>
        {
            options.Security = MailSecurity.None;
            options.UserName = options.Password = "";
        });

        await host.RunAsync("send_mail('a@x.org', 's', 'm')");

        Assert.That(server.TakeMail().WasEncrypted, Is.False);
    }

    [Test]
    public async Task SilentServer_GivesUpAfterTheTimeout()
    {
        await using var server = new SmtpServer { SilentAt = "EHLO" };
        await using var host = await MailHost.StartAsync(server, options => options.Timeout = TimeSpan.FromMilliseconds(50));

        var answer = await host.RunAsync("await mail.send({ to: 'a@x.org' })");

        Assert.That(answer.Error, Does.Contain("did not finish within 0.05 seconds"));
    }

    [Test]
    public async Task NobodyListens_SaysSo()
    {
        var server = new SmtpServer();
        await server.DisposeAsync();
        await using var host = await MailHost.StartAsync(server);

        var answer = await host.RunAsync("await mail.send({ to: 'a@x.org' })");

        Assert.That(answer.Error, Does.Contain($"127.0.0.1:{server.Port} cannot be reached"));
    }

    [Test]
    public async Task NotSmtp_SaysSo()
    {
        await using var server = new SmtpServer { Answer = line => line.StartsWith("EHLO", StringComparison.Ordinal) ? "HTTP/1.1 400 Bad Request" : null };
        await using var host = await MailHost.StartAsync(server);

        var answer = await host.RunAsync("await mail.send({ to: 'a@x.org' })");

        Assert.That(answer.Error, Does.Contain("broke off or did not speak SMTP"));
    }

    private static void AssertNoSecret(string text, string secret)
    {
        Assert.That(text, Does.Not.Contain(secret));
        Assert.That(text, Does.Not.Contain(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))));
        Assert.That(text, Does.Not.Contain(Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0shop\0{secret}"))));
    }
}
