using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Net.Sockets;

namespace NFlow.Runtime.AspNetCore.Schemas;

/// <summary>The values of <c>format</c> that are enforced; any other is a remark for readers.</summary>
internal static class TextFormats
{
    private static readonly string[] DateTimes = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd't'HH:mm:ss.FFFFFFFK"];

    public static bool Fits(string format, string text) => format switch
    {
        "date-time" => (text.EndsWith('Z') || text.EndsWith('z') || text.LastIndexOfAny(['+', '-']) > 10)
            && DateTimeOffset.TryParseExact(text.ToUpperInvariant(), DateTimes, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "email" => !text.Contains(' ', StringComparison.Ordinal) && MailAddress.TryCreate(text, out var address) && address.Address == text,
        "uuid" => Guid.TryParseExact(text, "D", out _),
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out var uri) && text.StartsWith(uri.Scheme + ":", StringComparison.OrdinalIgnoreCase),
        "ipv4" => IPAddress.TryParse(text, out var four) && four.AddressFamily == AddressFamily.InterNetwork && four.ToString() == text,
        "ipv6" => IPAddress.TryParse(text, out var six) && six.AddressFamily == AddressFamily.InterNetworkV6 && !text.Contains('%', StringComparison.Ordinal) && !text.Contains('[', StringComparison.Ordinal),
        _ => true,
    };
}
