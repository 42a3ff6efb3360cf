using System.Globalization;
using MimeKit;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Plugins.Mail.Tests.Support;

namespace NFlow.Runtime.Plugins.Mail.Tests;

public sealed class SendMailTests
{
    [Test]
    public async Task SendMail_Text_ArrivesSignedInAndEncrypted()
    {
        await using var server = new SmtpServer();
        await using var host = await MailHost.StartAsync(server);

        var answer = await host.RunAsync("c.JSON(200, send_mail('ann@example.org', 'Grüße €', 'Hallo Ann\\nzweite Zeile\\n.Punkt'))");

        Assert.That(answer.Error, Is.Empty);
        var mail = server.TakeMail();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Body.GetBoolean(), Is.True);
            Assert.That(mail.WasEncrypted, Is.True);
            Assert.That(mail.User, Is.EqualTo("shop"));
            Assert.That(mail.Sender, Is.EqualTo("shop@example.com"));
            Assert.That(mail.Recipients, Is.EqualTo(new[] { "ann@example.org" }));
            Assert.That(mail.Message.From.ToString(), Is.EqualTo("\"Shop\" <shop@example.com>"));
            Assert.That(mail.Message.Subject, Is.EqualTo("Grüße €"));
            Assert.That(mail.Message.TextBody!.ReplaceLineEndings("\n"), Is.EqualTo("Hallo Ann\nzweite Zeile\n.Punkt\n"));
            Assert.That(mail.Message.HtmlBody, Is.Null);
            Assert.That(mail.Message.MessageId, Does.EndWith("@example.com"), "the name of this machine is nobody's business");
        }
    }

    [Test]
    public async Task SendMail_PasswordWithoutUserName_SignsInAsTheSender()
    {
        await using var server = new SmtpServer { User = "shop@example.com" };
        await using var host = await MailHost.StartAsync(server, options => options.UserName = "");

        await host.RunAsync("send_mail('ann@example.org', 's', 'm')");

        Assert.That(server.TakeMail().User, Is.EqualTo("shop@example.com"));
    }

    [Test]
    public async Task SendMail_HtmlToSeveral_ArrivesAtEach()
    {
        await using var server = new SmtpServer();
        await using var host = await MailHost.StartAsync(server);

        await host.RunAsync("send_mail(['a@x.org', 'Bob <b@x.org>, c@x.org'], 's', '<b>hi</b>', '', 'html')");

        var mail = server.TakeMail();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(mail.Recipients, Is.EqualTo(new[] { "a@x.org", "b@x.org", "c@x.org" }));
            Assert.That(mail.Message.HtmlBody, Does.Contain("<b>hi</b>"));
            Assert.That(mail.Message.TextBody, Is.Null);
        }
    }

    [Test]
    public async Task MailSend_EveryField_Arrives()
    {
        using var root = new TemporaryFolder();
        root.Write("reports/q1.csv", "a;b\n1;2\n");
        await using var server = new SmtpServer();
        await using var host = await MailHost.StartAsync(server, fileRoot: root.Path);

        var answer = await host.RunAsync("""
            const sent = await mail.send({
              to: 'Ann <ann@x.org>', cc: ['carl@x.org'], bcc: 'dora@x.org', replyTo: 'desk@x.org', subject: 'Q1', text: 'plain', html: '<p>rich</p>',
              attachments: ['reports/q1.csv', { path: 'reports/q1.csv', name: 'numbers.txt', contentType: 'text/plain' }, { name: 'note.txt', content: 'aGk=', encoding: 'base64' }, { name: 'ü.json', content: '{"é":1}' }],
            });
            c.JSON(200, sent);
            """);

        Assert.That(answer.Error, Is.Empty);
        var mail = server.TakeMail();
        var files = mail.Message.Attachments.Cast<MimePart>().ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Body.GetProperty("messageId").GetString(), Is.EqualTo(mail.Message.MessageId));
            Assert.That(mail.Recipients, Is.EquivalentTo(new[] { "ann@x.org", "carl@x.org", "dora@x.org" }));
            Assert.That(mail.Message.Bcc, Is.Empty, "blind copies must stay blind");
            Assert.That(System.Text.Encoding.Latin1.GetString(mail.Raw), Does.Not.Contain("dora"));
            Assert.That(mail.Message.ReplyTo.ToString(), Is.EqualTo("desk@x.org"));
            Assert.That(mail.Message.TextBody!.Trim(), Is.EqualTo("plain"));
            Assert.That(mail.Message.HtmlBody!.Trim(), Is.EqualTo("<p>rich</p>"));
            Assert.That(files.Select(file => file.FileName), Is.EqualTo(new[] { "q1.csv", "numbers.txt", "note.txt", "ü.json" }));
            Assert.That(files.Select(file => file.ContentType.MimeType), Is.EqualTo(new[] { "text/csv", "text/plain", "text/plain", "application/json" }));
            Assert.That(files.Select(Content), Is.EqualTo(new[] { "a;b\n1;2\n", "a;b\n1;2\n", "hi", "{\"é\":1}" }));
        }
    }

    [Test]
    public async Task MailSend_FiftyInParallel_AllArrive()
    {
        await using var server = new SmtpServer();
        await using var host = await MailHost.StartAsync(server);

        var answer = await host.RunAsync("""
            const ids = await Promise.all(Array.from({ length: 50 }, (_, i) => mail.send({ to: `u${i}@x.org`, subject: String(i) })));
            c.JSON(200, ids.map(sent => sent.messageId).filter((id, i, all) => all.indexOf(id) === i).length);
            """);

        Assert.That(answer.Error, Is.Empty);
        var subjects = Enumerable.Range(0, 50).Select(_ => int.Parse(server.TakeMail().Message.Subject!, CultureInfo.InvariantCulture));
        Assert.That(answer.Body.GetInt32(), Is.EqualTo(50));
        Assert.That(subjects, Is.EquivalentTo(Enumerable.Range(0, 50)));
    }

    [Test]
    public async Task MailConfig_AppliesToThisRunOnly()
    {
        await using var hosts = new SmtpServer();
        await using var scripts = new SmtpServer { User = "me@example.net", Password = "mine" };
        await using var host = await MailHost.StartAsync(hosts, options => options.AllowPrivateScriptServers = true);

        await host.RunAsync($"mail_config('127.0.0.1', '{scripts.Port}', 'me@example.net', 'mine'); send_mail('a@x.org', 'own', '')");
        await host.RunAsync("send_mail('a@x.org', 'default', '')");

        var own = scripts.TakeMail();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(own.Message.Subject, Is.EqualTo("own"));
            Assert.That(own.User, Is.EqualTo("me@example.net"));
            Assert.That(own.Sender, Is.EqualTo("me@example.net"));
            Assert.That(hosts.TakeMail().Message.Subject, Is.EqualTo("default"));
            Assert.That(scripts.Mails, Is.Empty);
        }
    }

    [Test]
    public async Task SendMail_NoServerConfigured_IsFalseAndLogged()
    {
        await using var host = await MailHost.StartAsync(null);

        var answer = await host.RunAsync("c.JSON(200, [send_mail('a@x.org', 's', 'm'), send_mail_async('a@x.org', 's', 'm')])");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Body.GetRawText(), Is.EqualTo("[false,false]"));
            Assert.That(host.Log.Text, Does.Contain("send_mail: no mail server is configured").And.Contain("send_mail_async: no mail server is configured"));
        }
    }

    [Test]
    public async Task MailSend_NoServerConfigured_RejectsAndSaysWhatToDo()
    {
        await using var host = await MailHost.StartAsync(null);

        var answer = await host.RunAsync("await mail.send({ to: 'a@x.org' })");

        Assert.That(answer.Error, Does.Contain("mail.send: no mail server is configured; the host sets one with AddMail, a script with mail_config."));
    }

    [TestCase("await mail.send({ to: 'a@x.org' })")]
    [TestCase("send_mail('a@x.org', 's', 'm')")]
    public async Task Sending_RunIsCancelled_HangsUpAndReportsCancellation(string script)
    {
        await using var server = new SmtpServer { SilentAt = "MAIL" };
        await using var host = await MailHost.StartAsync(server);
        using var cancellation = new CancellationTokenSource();

        var running = host.RunAsync(script, cancellation.Token);
        await server.Silent.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await cancellation.CancelAsync();
        var answer = await running;

        Assert.That(answer.Outcome.Status, Is.EqualTo(RunStatus.Cancelled));
        await server.Abandoned.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.That(server.Mails, Is.Empty);
    }

    private static string Content(MimePart part)
    {
        using var content = new MemoryStream();
        part.Content!.DecodeTo(content);
        return System.Text.Encoding.UTF8.GetString(content.ToArray()).ReplaceLineEndings("\n");
    }
}
