using NFlow.Runtime.Http.Otp;

namespace NFlow.Runtime.Server.Configuration;

/// <summary>Table <c>[twilio]</c>.</summary>
internal sealed record OtpSettings(bool Enabled, string AccountSid, string AuthToken, string VerifyServiceId)
{
    public static OtpSettings Read(ConfigurationTable table) => new(
        table.Boolean("enable", false), table.Text("account_sid", ""), table.Text("auth_token", ""), table.Text("verify_service_id", ""));

    public void ApplyTo(OtpOptions options) =>
        (options.Enabled, options.AccountSid, options.AuthToken, options.VerifyServiceId) = (Enabled, AccountSid, AuthToken, VerifyServiceId);
}
