using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace NFlow.Runtime.AspNetCore.Responses;

/// <summary>Puts a script's headers into the response, keeping away what would break the message.</summary>
internal static partial class ResponseHeader
{
    /// <summary>Adds a header. Framing is the server's business; characters a header cannot carry are replaced.</summary>
    public static void Append(IHeaderDictionary headers, string name, string value, ILogger logger)
    {
        if (IsFraming(name))
        {
            LogFraming(logger, name);
            return;
        }

        if (name.Equals("Location", StringComparison.OrdinalIgnoreCase))
            headers.Location = ToUri(value);
        else
            headers.Append(name, ToAscii(value));
    }

    /// <summary>The value with every character that HTTP/1.1 headers cannot carry replaced by a question mark.</summary>
    public static string ToAscii(string value) =>
        IsPlain(value) ? value : string.Create(value.Length, value, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = IsPlain(source[i]) ? source[i] : '?';
        });

    /// <summary>A URI with what is not ASCII percent-encoded, as browsers would.</summary>
    private static string ToUri(string value) =>
        IsPlain(value) ? value : string.Concat(value.EnumerateRunes().Select(static rune => rune.IsAscii && IsPlain((char)rune.Value) ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));

    private static bool IsPlain(string value) => !value.AsSpan().ContainsAnyExceptInRange(' ', '~');

    private static bool IsPlain(char value) => value is >= ' ' and <= '~';

    private static bool IsFraming(string name) =>
        name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Connection", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Upgrade", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Keep-Alive", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Trailer", StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(2004, LogLevel.Debug, "Header {Name} is the web server's to set; the answer's value was ignored.", EventName = "HeaderIgnored")]
    private static partial void LogFraming(ILogger logger, string name);
}
