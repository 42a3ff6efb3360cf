using NFlow.Runtime.Http.Otp;

namespace NFlow.Runtime.Server.Configuration;

/// <summary>Table <c>[twilio]</c>.</summary>
internal sealed record OtpSettings(bool Enabled, string AccountSid, string AuthToken, string VerifyServiceId)
{
    public static OtpSettings Read(ConfigurationTable table)
    {
        var settings = new OtpSettings(table.Boolean("enable", false), table.Text("account_sid", ""), table.Text("auth_token", ""), table.Text("verify_service_id", ""));
        foreach (var (key, value) in (ReadOnlySpan<(string, string)>)[("account_sid", settings.AccountSid), ("auth_token", settings.AuthToken), ("verify_service_id", settings.VerifyServiceId)])
            if (settings.Enabled && value.Length == 0)
                table.Warn(key, "is empty, so that no code is sent although twilio is enabled.");
        return settings;
    }

    public void ApplyTo(OtpOptions options) =>
        (options.Enabled, options.AccountSid, options.AuthToken, options.VerifyServiceId) = (Enabled, AccountSid, AuthToken, VerifyServiceId);
}
