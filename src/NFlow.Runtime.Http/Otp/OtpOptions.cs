namespace NFlow.Runtime.Http.Otp;

/// <summary>One-time passwords by SMS through Twilio Verify (table <c>[twilio]</c>).</summary>
public sealed class OtpOptions
{
    /// <summary>Whether codes are sent and checked. When not, <c>send_otp</c> and <c>check_otp</c> answer true.</summary>
    /// <value>False.</value>
    public bool Enabled { get; set; }

    /// <summary>The Twilio account.</summary>
    /// <value>Empty.</value>
    public string AccountSid { get; set; } = "";

    /// <summary>The account's secret; never logged, never shown to scripts.</summary>
    /// <value>Empty.</value>
    public string AuthToken { get; set; } = "";

    /// <summary>The Verify service.</summary>
    /// <value>Empty.</value>
    public string VerifyServiceId { get; set; } = "";

    /// <summary>Where Twilio Verify answers.</summary>
    /// <value><c>https://verify.twilio.com</c>.</value>
    public Uri BaseAddress { get; set; } = new("https://verify.twilio.com");

    /// <summary>How long a call may take.</summary>
    /// <value>15 seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);
}
