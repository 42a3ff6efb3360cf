using System.Text;

namespace NFlow.Runtime.Plugins.Mail;

/// <summary>Removes a password from text that somebody else wrote, such as a server's answer.</summary>
internal static class SecretMask
{
    private const string Mask = "***";

    /// <summary>Masks the password, plain or as the sign-in mechanisms encode it.</summary>
    public static string Apply(string text, MailServer server)
    {
        if (server.Password.Length == 0)
            return text;
        foreach (var secret in Forms(server))
            text = text.Replace(secret, Mask, StringComparison.OrdinalIgnoreCase);
        return text;
    }

    private static IEnumerable<string> Forms(MailServer server)
    {
        yield return Base64($"\0{server.UserName}\0{server.Password}");
        yield return Base64($"{server.UserName}\0{server.UserName}\0{server.Password}");
        yield return Base64(server.Password);
        yield return server.Password;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
