using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NFlow.Runtime.Server.Configuration;

/// <summary>Table <c>[https_engine]</c>.</summary>
/// <param name="Enabled">Whether the server speaks HTTPS at <paramref name="Address"/> in place of HTTP.</param>
/// <param name="Certificate">PEM file of the certificate and those between it and its root.</param>
/// <param name="Key">PEM file of the private key.</param>
/// <param name="Address">Where to listen: <c>:8080</c> or <c>127.0.0.1:8443</c>.</param>
internal sealed record HttpsSettings(bool Enabled, string Certificate, string Key, string Address)
{
    public static HttpsSettings Read(ConfigurationTable table)
    {
        var settings = new HttpsSettings(table.Boolean("enable", false), table.Text("cert", ""), table.Text("key", ""), table.Text("address", ":8080"));
        if (settings.Enabled)
        {
            table.Require("cert", File.Exists(settings.Certificate), "the path of an existing PEM certificate, because https_engine is enabled");
            table.Require("key", File.Exists(settings.Key), "the path of an existing PEM private key, because https_engine is enabled");
            if (File.Exists(settings.Certificate) && File.Exists(settings.Key) && FindMistake(settings.Certificate, settings.Key) is { } mistake)
                table.Require("cert", fits: false, $"a PEM certificate that fits the private key of https_engine.key, which must not be encrypted ({mistake.TrimEnd('.')})");
            table.Require("address", Url(settings.Address) is not null, "host and port such as :8443 or 127.0.0.1:8443");
        }

        return settings;
    }

    private static string? FindMistake(string certificate, string key)
    {
        try
        {
            X509Certificate2.CreateFromPemFile(certificate, key).Dispose();
            return null;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
    }

    /// <summary>The address as Kestrel writes it; null when it is none.</summary>
    public static string? Url(string address)
    {
        var colon = address.LastIndexOf(':');
        return colon >= 0 && ushort.TryParse(address.AsSpan(colon + 1), out var port) && port > 0
            ? $"https://{(colon == 0 ? "*" : address[..colon])}:{port}"
            : null;
    }
}
