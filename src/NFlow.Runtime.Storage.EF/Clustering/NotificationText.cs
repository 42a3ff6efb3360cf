using System.Globalization;
using System.Text.Json;
using NFlow.Runtime.Clustering;

namespace NFlow.Runtime.Storage.EF.Clustering;

/// <summary>Messages as payloads of NOTIFY, which hold less than 8,000 bytes: a long message goes in several pieces <c>id:index:count:text</c>.</summary>
internal static class NotificationText
{
    /// <summary>The JSON is ASCII, so characters are bytes; this leaves room for the numbers before it.</summary>
    private const int PieceLength = 7500;

    public static string[] Split(ClusterMessage message)
    {
        var text = JsonSerializer.Serialize(message);
        var id = Guid.NewGuid().ToString("n");
        var count = (text.Length + PieceLength - 1) / PieceLength;
        var pieces = new string[count];
        for (var i = 0; i < count; i++)
            pieces[i] = string.Create(CultureInfo.InvariantCulture, $"{id}:{i}:{count}:{text.AsSpan(i * PieceLength, Math.Min(PieceLength, text.Length - (i * PieceLength)))}");
        return pieces;
    }

    /// <summary>Puts the pieces together again. They arrive in order and without others between, since they are sent in one transaction.</summary>
    internal sealed class Assembler
    {
        private readonly System.Text.StringBuilder _text = new();
        private string _id = "";
        private int _next;

        /// <summary>The message that this piece completes; null when more is to come or the piece is not ours.</summary>
        public ClusterMessage? Add(string payload)
        {
            var parts = payload.Split(':', 4);
            if (parts.Length < 4 || !int.TryParse(parts[1], CultureInfo.InvariantCulture, out var index) || !int.TryParse(parts[2], CultureInfo.InvariantCulture, out var count))
                return null;
            if (index == 0)
            {
                (_id, _next) = (parts[0], 0);
                _text.Clear();
            }

            if (parts[0] != _id || index != _next)
                return null;
            _next++;
            _text.Append(parts[3]);
            return _next == count ? Read(_text.ToString()) : null;
        }

        private static ClusterMessage? Read(string text)
        {
            try
            {
                return JsonSerializer.Deserialize<ClusterMessage>(text);
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}
