using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace NFlow.Runtime.TestSupport;

/// <summary>An SMTP server, who may send through it, its certificate, and the Maildir where it puts what it accepts.</summary>
public sealed record SmtpAccount(string Host, int Port, string User, string Password, string Folder)
{
    public static SmtpAccount Parse(string text)
    {
        var parts = text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        return new(parts["Host"], int.Parse(parts["Port"], CultureInfo.InvariantCulture), parts["User"], parts["Password"], parts["Folder"]);
    }

    /// <summary>Whether it is this server's certificate and no other.</summary>
    public bool Accepts(X509Certificate? certificate)
    {
        using var own = X509Certificate2.CreateFromPem(File.ReadAllText(Path.Combine(Folder, "cert.pem")));
        return certificate is not null && certificate.GetCertHashString() == own.GetCertHashString();
    }

    /// <summary>The mails whose text contains something, as stored.</summary>
    public IReadOnlyList<string> Find(string text) =>
        [.. Directory.EnumerateFiles(Path.Combine(Folder, "mail", "new")).Select(File.ReadAllText).Where(mail => mail.Contains(text, StringComparison.Ordinal))];
}
