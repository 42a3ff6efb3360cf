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
            table.Require("address", Url(settings.Address) is not null, "host and port such as :8443 or 127.0.0.1:8443");
        }

        return settings;
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
