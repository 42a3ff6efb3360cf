namespace NFlow.Runtime.Plugins.Mail;

/// <summary>How the connection to a mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>Always encrypted: TLS from the first byte on port 465, STARTTLS on every other port; a server that offers neither is refused.</summary>
    Required,

    /// <summary>As <see cref="Required"/>, but a server that does not offer STARTTLS is used unencrypted. The password is then not sent, see <see cref="MailOptions.AllowUnencryptedPassword"/>.</summary>
    WhenOffered,

    /// <summary>TLS from the first byte, whatever the port.</summary>
    Tls,

    /// <summary>STARTTLS, whatever the port.</summary>
    StartTls,

    /// <summary>Never encrypted.</summary>
    None,
}
