using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using NFlow.Runtime.Plugins.Mail.Tests.Support;

namespace NFlow.Runtime.Plugins.Mail.Tests;

public sealed class ArgumentTests
{
    [TestCase("send_mail(1, 's', 'm')", "send_mail: argument 'to' must be a string or an array of strings, not number.")]
    [TestCase("send_mail('a@x.org')", "send_mail: argument 'message' must be a string, not undefined.")]
    [TestCase("send_mail([], 's', 'm')", "send_mail: argument 'to' must be at least one address.")]
    [TestCase("send_mail([1], 's', 'm')", "send_mail: argument 'to[0]' must be a string, not number.")]
    [TestCase("send_mail('a@x.org', {}, 'm')", "send_mail: argument 'subject' must be a string, not object.")]
    [TestCase("send_mail('a@x.org', 's', 'm', 5)", "send_mail: argument 'attach' must be a path below the file root, or an array of paths, not number.")]
    [TestCase("send_mail('a@x.org', 's', 'm', '', {})", "send_mail: argument 'format' must be a string, not object.")]
    [TestCase("send_mail('nobody', 's', 'm')", "send_mail: 'to' must be mail addresses such as 'ann@example.com' or 'Ann <ann@example.com>', on one line.")]
    [TestCase("send_mail_async(null, 's', 'm')", "send_mail_async: argument 'to' must be a string or an array of strings, not null.")]
    [TestCase("mail_config()", "mail_config: argument 'smtp' must be a string, not undefined.")]
    [TestCase("mail_config('smtp://x', 25, 'a@x.org', '')", "mail_config: argument 'smtp' must be a host name or an address, not string.")]
    [TestCase("mail_config('x.org', 'abc', 'a@x.org', '')", "mail_config: argument 'port' must be a number, not string.")]
    [TestCase("mail_config('x.org', 70000, 'a@x.org', '')", "mail_config: argument 'port' must be a port from 1 to 65535, not number.")]
    [TestCase("mail_config('x.org', 25, 'me', '')", "mail_config: argument 'from' must be a mail address, not string.")]
    [TestCase("await mail.send('a@x.org')", "mail.send: argument 'message' must be an object, not string.")]
    [TestCase("await mail.send({})", "mail.send: argument 'message.to' must be at least one address (or cc, or bcc).")]
    [TestCase("await mail.send({to: 'a@x.org', body: 'x'})", "mail.send: argument 'message' has no field 'body'; known are to, cc, bcc, replyTo, subject, text, html, attachments.")]
    [TestCase("await mail.send({to: 'a@x.org', text: []})", "mail.send: argument 'message.text' must be a string, not array.")]
    [TestCase("await mail.send({to: 'a@x.org', cc: {}})", "mail.send: argument 'message.cc' must be a string or an array of strings, not object.")]
    [TestCase("await mail.send({to: 'a@x.org', attachments: [{}]})", "mail.send: argument 'message.attachments[0]' must be an object with either path or content.")]
    [TestCase("await mail.send({to: 'a@x.org', attachments: [{content: 'x'}]})", "mail.send: argument 'message.attachments[0].name' must be a file name, because there is content.")]
    [TestCase("await mail.send({to: 'a@x.org', attachments: [{name: 'n', content: '%', encoding: 'base64'}]})", "mail.send: argument 'message.attachments[0].content' must be base64 text.")]
    public async Task Function_WrongArgument_IsATypeErrorThatNamesIt(string script, string expected)
    {
        await using var server = new SmtpServer();
        await using var host = await MailHost.StartAsync(server);

        var answer = await host.RunAsync($"try {{ {script} }} catch (e) {{ c.JSON(200, [e instanceof TypeError, e.message]) }}");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Error, Is.Empty);
            Assert.That(answer.Body[0].GetBoolean(), Is.True);
            Assert.That(answer.Body[1].GetString(), Is.EqualTo(expected));
            Assert.That(server.Commands, Is.Empty);
        }
    }

    [TestCase("{to: 'a@x.org\\r\\nBcc: evil@x.org'}", "'to'")]
    [TestCase("{to: 'Ann\\n <a@x.org>'}", "'to'")]
    [TestCase("{to: 'a@x.org', replyTo: 'b@x.org\\nX: y'}", "'replyTo'")]
    [TestCase("{to: 'a@x.org', subject: 'hi\\r\\nBcc: evil@x.org'}", "'subject'")]
    [TestCase("{to: 'a@x.org', subject: 'hi\\u2028there'}", "'subject'")]
    [TestCase("{to: 'a@x.org', attachments: [{name: 'a\\r\\nX-Evil: 1', content: ''}]}", "'attachment name'")]
    [TestCase("{to: 'a@x.org', attachments: [{name: 'a', content: '', contentType: 'text/plain\\r\\nX-Evil: 1'}]}", "content type")]
    public async Task MailSend_LineBreakInAHeader_IsRefused(string message, string named)
    {
        await using var server = new SmtpServer();
        await using var host = await MailHost.StartAsync(server);

        var answer = await host.RunAsync($"await mail.send({message})");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Error, Does.Contain("mail.send").And.Contain(named));
            Assert.That(server.Commands, Is.Empty);
        }
    }

    [Test]
    public async Task MailSend_EncodedLineBreakInAName_StaysInTheName()
    {
        await using var server = new SmtpServer();
        await using var host = await MailHost.StartAsync(server);

        await host.RunAsync("send_mail('=?utf-8?q?Ann=0d=0aBcc:evil@x.org?= <a@x.org>', 's', 'm')");

        var mail = server.TakeMail();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(mail.Recipients, Is.EqualTo(new[] { "a@x.org" }));
            Assert.That(mail.Message.Headers.Select(header => header.Field), Has.None.EqualTo("Bcc"));
        }
    }

    [Test]
    public async Task MailSend_AnyTextInAnyHeader_AddsNoHeaderAndNoRecipient()
    {
        var transport = new CollectingTransport();
        await using var server = new SmtpServer();
        await using var host = await MailHost.StartAsync(server, register: services => services.AddSingleton<IMailTransport>(transport));
        string[] known = ["From", "Date", "Message-Id", "Subject", "To", "Reply-To", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"];
        var hostile = Gen.OneOf(Gen.String, Gen.String[Gen.Char["\r\n:; <>@,\"=?ab\u0085\u2028\t"], 0, 40], Gen.Const("x\r\n\r\nbody"));

        await Gen.Select(hostile, hostile, hostile).SampleAsync(async (subject, name, file) =>
        {
            var message = System.Text.Json.JsonSerializer.Serialize(new
            {
                to = $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\" <a@x.org>",
                replyTo = $"{name} <r@x.org>",
                subject,
                text = "t",
                attachments = new[] { new { name = file + ".txt", content = "c" } },
            });
            await host.RunAsync($"try {{ await mail.send({message}) }} catch (e) {{ }}");
            foreach (var raw in transport.TakeAll())
            {
                var parsed = await MimeMessage.LoadAsync(new MemoryStream(raw));
                if (parsed.Headers.Any(header => !known.Contains(header.Field, StringComparer.OrdinalIgnoreCase)))
                    return false;
                if (!parsed.To.Mailboxes.Any(mailbox => mailbox.Address == "a@x.org") || parsed.Bcc.Count + parsed.Cc.Count > 0 || parsed.Attachments.Count() != 1)
                    return false;
            }

            return true;
        }, iter: 300, threads: 1);
    }

    [TestCase("../outside.txt")]
    [TestCase("/etc/passwd")]
    [TestCase("inside/../../outside.txt")]
    [TestCase("..\\\\outside.txt")]
    [TestCase("link.txt")]
    [TestCase("linked/outside.txt")]
    [TestCase("missing.txt")]
    [TestCase("")]
    public async Task Attachment_NotAFileBelowTheRoot_IsRefused(string path)
    {
        using var folder = new TemporaryFolder();
        folder.Write("outside.txt", "secret");
        folder.Write("root/inside/ok.txt", "fine");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "root/link.txt"), Path.Combine(folder.Path, "outside.txt"));
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "root/linked"), folder.Path);
        await using var server = new SmtpServer();
        await using var host = await MailHost.StartAsync(server, fileRoot: Path.Combine(folder.Path, "root"));

        var answer = await host.RunAsync($"await mail.send({{ to: 'a@x.org', attachments: [{{ path: '{path}' }}] }})");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Error, Does.Contain("mail.send:").And.Not.Contain(folder.Path));
            Assert.That(server.Commands, Is.Empty);
        }
    }

    [Test]
    public async Task Attachment_HostHasNoRoot_SaysSo()
    {
        await using var server = new SmtpServer();
        await using var host = await MailHost.StartAsync(server);

        var answer = await host.RunAsync("send_mail('a@x.org', 's', 'm', 'x.txt')");

        Assert.That(answer.Error, Does.Contain("send_mail: this host has no file root"));
    }

    [Test]
    public async Task MailSend_LargerThanAllowed_IsRefused()
    {
        await using var server = new SmtpServer();
        await using var host = await MailHost.StartAsync(server, options => options.MaxMessageBytes = 10_000);

        var answer = await host.RunAsync("await mail.send({ to: 'a@x.org', attachments: [{ name: 'a', content: 'x'.repeat(9000) }] })");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Error, Does.Contain("mail.send: the mail is larger than 10000 bytes."));
            Assert.That(server.Commands, Is.Empty);
        }
    }

    [Test]
    public async Task MailSend_MoreRecipientsThanAllowed_IsRefused()
    {
        await using var server = new SmtpServer();
        await using var host = await MailHost.StartAsync(server, options => options.MaxRecipients = 2);

        var answer = await host.RunAsync("await mail.send({ to: 'a@x.org, b@x.org', bcc: 'c@x.org' })");

        Assert.That(answer.Error, Does.Contain("mail.send: a mail may go to 2 addresses, not 3."));
    }

    [TestCase("127.0.0.1")]
    [TestCase("localhost")]
    [TestCase("169.254.169.254")]
    [TestCase("::1")]
    [TestCase("::ffff:10.0.0.1")]
    public async Task MailConfig_HostOfTheOwnNetwork_IsNotConnectedTo(string address)
    {
        await using var server = new SmtpServer();
        await using var host = await MailHost.StartAsync(server);

        var answer = await host.RunAsync($"mail_config('{address}', {server.Port}, 'me@x.org', 'pw'); await mail.send({{ to: 'a@x.org' }})");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Error, Does.Contain("has no public address"));
            Assert.That(server.Commands, Is.Empty);
        }
    }

    [Test]
    public async Task MailConfig_SwitchedOff_Throws()
    {
        await using var host = await MailHost.StartAsync(null, options => options.AllowScriptServers = false);

        var answer = await host.RunAsync("mail_config('x.org', 25, 'me@x.org', 'pw')");

        Assert.That(answer.Error, Does.Contain("mail_config: this host does not let scripts name mail servers."));
    }
}
