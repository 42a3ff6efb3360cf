using NFlow.Runtime.Plugins.Mail;

namespace NFlow.Runtime.Server.Configuration;

/// <summary>Table <c>[mail]</c>.</summary>
internal sealed record MailSettings(bool Enabled, string Host, int Port, string User, string Password, string From, bool UseTls)
{
    public static MailSettings Read(ConfigurationTable table)
    {
        var settings = new MailSettings(
            table.Boolean("enabled", false),
            table.Text("smtp_host", "", alias: "smtp"),
            table.Integer("smtp_port", 587, 1, 65_535, alias: "port"),
            table.Text("smtp_user", ""),
            table.Text("smtp_password", "", alias: "password"),
            table.Text("smtp_from", "", alias: "from"),
            table.Boolean("use_tls", true));
        if (settings is { Enabled: true, Host.Length: 0 })
            table.Warn("smtp_host", "is empty, so that no mail is sent although mail is enabled.");
        table.Require("smtp_from", settings is { Enabled: false } or { Host.Length: 0 } || settings.From.Contains('@', StringComparison.Ordinal), "a mail address such as 'Shop <shop@example.com>', because mail is enabled");
        return settings;
    }

    public void ApplyTo(MailOptions options)
    {
        // Switched off, the functions stay: existing apps call them and expect a line in the log, not a ReferenceError.
        (options.Host, options.Port, options.UserName, options.Password, options.From) = (Enabled ? Host : "", Port, User, Password, From);
        options.Security = UseTls ? MailSecurity.Required : MailSecurity.None;
    }
}
