using MimeKit;
using NFlow.Runtime.Plugins.Mail.Tests.Support;

namespace NFlow.Runtime.Plugins.Mail.Tests;

/// <summary>Mails as a server of a third party (aiosmtpd: STARTTLS and sign-in required) has stored them.</summary>
public sealed class ThirdPartyServerTests
{
    private readonly string _subject = $"Probe {Guid.NewGuid():n}";
    private readonly SmtpAccount _server = TestServices.RequireSmtp();

    [Test]
    public async Task SendMail_Text_IsStoredAsWritten()
    {
        await using var host = await StartAsync();

        var answer = await host.RunAsync($"c.JSON(200, send_mail(['ann@test.local', 'Bob <bob@test.local>'], '{_subject} ñ €', 'Hallo Ann\\nzweite Zeile\\n.Punkt\\n' + 'x'.repeat(1200)))");

        Assert.That(answer.Body.GetBoolean(), Is.True, host.Log.Text);
        var (raw, mail) = Stored();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(mail.Subject, Is.EqualTo($"{_subject} ñ €"));
            Assert.That(mail.From.Mailboxes.Single().Address, Is.EqualTo(_server.User));
            Assert.That(mail.To.Mailboxes.Select(to => to.Address), Is.EqualTo(new[] { "ann@test.local", "bob@test.local" }));
            Assert.That(mail.TextBody!.ReplaceLineEndings("\n").TrimEnd(), Is.EqualTo("Hallo Ann\nzweite Zeile\n.Punkt\n" + new string('x', 1200)));
            Assert.That(mail.HtmlBody, Is.Null);
            Assert.That(raw, Does.Contain($"X-MailFrom: {_server.User}"), "the envelope");
            Assert.That(raw, Does.Not.Contain(_server.Password));
        }
    }

    [Test]
    public async Task SendMail_HtmlWithAttachment_IsStoredAsWritten()
    {
        using var root = new TemporaryFolder();
        root.Write("reports/q1.csv", "a;b\n1;2\n");
        await using var host = await StartAsync(root.Path);

        var answer = await host.RunAsync($"c.JSON(200, send_mail('ann@test.local', '{_subject}', '<b>Grüße</b>', 'reports/q1.csv', 'html'))");

        Assert.That(answer.Body.GetBoolean(), Is.True, host.Log.Text);
        var (_, mail) = Stored();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(mail.HtmlBody, Does.Contain("<b>Grüße</b>"));
            Assert.That(mail.Attachments.OfType<MimePart>().Select(part => (part.FileName, Text(part))), Is.EqualTo(new[] { ("q1.csv", "a;b\n1;2\n") }));
        }
    }

    [Test]
    public async Task SendMailAsync_Queued_IsStoredWhenTheHostHasStopped()
    {
        await using (var host = await StartAsync())
            await host.RunAsync($"c.JSON(200, [1, 2, 3].map(n => send_mail_async('ann@test.local', '{_subject}', 'mail ' + n)))");

        Assert.That(_server.Find(_subject), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task MailSend_WrongPassword_RejectsAndStoresNothing()
    {
        await using var host = await StartAsync(configure: options => options.Password = "s3cret-wrong");

        var answer = await host.RunAsync($"let m; try {{ await mail.send({{ to: 'ann@test.local', subject: '{_subject}', text: 'x' }}); }} catch (e) {{ m = e.message; }} c.JSON(200, m)".Insert(0, "async function main() { ") + " }");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Body.GetString(), Does.StartWith("mail.send: ").And.Not.Contain("s3cret"));
            Assert.That(host.Log.Text, Does.Not.Contain("s3cret"));
            Assert.That(_server.Find(_subject), Is.Empty);
        }
    }

    private Task<MailHost> StartAsync(string? fileRoot = null, Action<MailOptions>? configure = null) => MailHost.StartAsync(
        null,
        options =>
        {
            (options.Host, options.Port, options.UserName, options.Password, options.From) = (_server.Host, _server.Port, _server.User, _server.Password, _server.User);
            options.ValidateServerCertificate = (_, certificate, _, _) => _server.Accepts(certificate);
            configure?.Invoke(options);
        },
        fileRoot: fileRoot);

    private (string Raw, MimeMessage Mail) Stored()
    {
        // An encoded subject holds the id in plain, because it is ASCII.
        var raw = _server.Find(_subject.Split(' ')[1]).Single();
        return (raw, MimeMessage.Load(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(raw))));
    }

    private static string Text(MimePart part)
    {
        using var content = new MemoryStream();
        part.Content!.DecodeTo(content);
        return System.Text.Encoding.UTF8.GetString(content.ToArray()).ReplaceLineEndings("\n");
    }
}
