using NFlow.Runtime.Plugins.Mail;

namespace NFlow.Runtime.Server.Configuration;

/// <summary>Table <c>[mail]</c>.</summary>
internal sealed record MailSettings(bool Enabled, string Host, int Port, string User, string Password, string From, bool UseTls)
{
    public static MailSettings Read(ConfigurationTable table) => new(
        table.Boolean("enabled", false),
        table.Text("smtp_host", "", alias: "smtp"),
        table.Integer("smtp_port", 587, 1, 65_535, alias: "port"),
        table.Text("smtp_user", ""),
        table.Text("smtp_password", "", alias: "password"),
        table.Text("smtp_from", "", alias: "from"),
        table.Boolean("use_tls", true));

    public void ApplyTo(MailOptions options)
    {
        // Switched off, the functions stay: existing apps call them and expect a line in the log, not a ReferenceError.
        (options.Host, options.Port, options.UserName, options.Password, options.From) = (Enabled ? Host : "", Port, User, Password, From);
        options.Security = UseTls ? MailSecurity.Required : MailSecurity.None;
    }
}
