using System.Diagnostics.CodeAnalysis;

namespace NFlow.Runtime.Plugins.AI;

/// <summary>The address that paths of a wire format are put behind.</summary>
internal static class BaseUrl
{
    /// <summary>Reads an address; it ends with a slash afterwards.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Uri? url)
    {
        url = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https"))
            return false;
        if (parsed.UserInfo.Length > 0 || parsed.Query.Length > 0 || parsed.Fragment.Length > 0)
            return false;
        url = parsed.AbsoluteUri.EndsWith('/') ? parsed : new Uri(parsed.AbsoluteUri + "/");
        return true;
    }
}
