using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace NFlow.Runtime.Plugins.Mail.Tests;

public sealed class MailOptionsTests
{
    [Test]
    public void Defaults_AreMailSwitchedOffAndEncryptionRequired()
    {
        var options = Build(_ => { });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(options.Host, Is.Empty);
            Assert.That(options.Port, Is.EqualTo(587));
            Assert.That(options.Security, Is.EqualTo(MailSecurity.Required));
            Assert.That(options.AllowPrivateScriptServers, Is.False);
            Assert.That(options.AllowUnencryptedPassword, Is.False);
        }
    }

    [Test]
    public void WrongSettings_AreReportedTogether_WithoutSecrets()
    {
        var error = Assert.Throws<OptionsValidationException>(() => Build(options =>
        {
            options.Host = "smtp://mail";
            options.Port = 0;
            options.Password = "hunter2";
            options.From = "nobody";
            options.QueueCapacity = 0;
            options.Timeout = TimeSpan.Zero;
        }));

        Assert.That(error.Failures, Is.EqualTo(new[]
        {
            "Mail.Host must be a host name or an address, without scheme or port.",
            "Mail.From must be a mail address, such as 'Shop <shop@example.com>', when Mail.Host is set.",
            "Mail.Port must be between 1 and 65535, not 0.",
            "Mail.QueueCapacity must be between 1 and 1000000, not 0.",
            "Mail.Timeout must be more than zero and at most a day, not 00:00:00.",
        }));
    }

    [Test]
    public void AddMail_Twice_RegistersOnce()
    {
        var services = new ServiceCollection();
        services.AddNFlowCore().AddMail().AddMail(options => options.Port = 25);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(services.Count(service => service.ServiceType == typeof(Microsoft.Extensions.Hosting.IHostedService)), Is.EqualTo(1));
            Assert.That(services.BuildServiceProvider().GetRequiredService<IOptions<MailOptions>>().Value.Port, Is.EqualTo(25));
        }
    }

    [Test]
    public void Server_AsText_HasNoPassword() =>
        Assert.That(new MailServer { Host = "h", Port = 25, From = "a@x.org", UserName = "u", Password = "hunter2" }.ToString(), Is.EqualTo("h:25"));

    private static MailOptions Build(Action<MailOptions> configure)
    {
        var services = new ServiceCollection();
        services.AddNFlowCore().AddMail(configure);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<MailOptions>>().Value;
    }
}
