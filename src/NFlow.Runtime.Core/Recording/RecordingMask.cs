using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NFlow.Runtime.Recording;

/// <summary>
/// Writes a recording without its secrets. A value that stands under a secret name is replaced wherever it occurs, always by the same stand-in,
/// so that comparing two of them gives in a replay what it gave in the run.
/// </summary>
internal sealed class RecordingMask(IEnumerable<string> furtherNames)
{
    /// <summary>Shorter values would be found by chance in the middle of others.</summary>
    private const int LeastLength = 4;

    /// <summary>The app's own text is left alone unless the value can hardly be there by chance.</summary>
    private const int LeastLengthInApp = 12;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] CommonNames =
    [
        "password", "passwd", "pwd", "secret", "token", "apikey", "api_key", "api-key", "authorization", "cookie", "credential", "passphrase", "private_key",
    ];

    private static readonly string[] Schemes = ["Basic", "Bearer", "Token"];

    private readonly string[] _names = [.. CommonNames, .. furtherNames];

    /// <summary>Whether what stands under a name is secret.</summary>
    public bool IsSecret(string name) => _names.Any(secret => name.Contains(secret, StringComparison.OrdinalIgnoreCase));

    public byte[] Write(Recording recording, IEnumerable<string> known)
    {
        var root = JsonNode.Parse(RecordingFormat.Write(recording))!.AsObject();
        var secrets = new HashSet<string>(known.Where(text => text.Length > 0), StringComparer.Ordinal);
        Collect(root, secrets);
        if (secrets.Count == 0)
            return RecordingFormat.Write(recording);

        var standIns = secrets.OrderByDescending(text => text.Length).ThenBy(text => text, StringComparer.Ordinal)
            .Select((text, index) => (Text: text, StandIn: $"[secret {index + 1}]")).ToArray();
        foreach (var (name, node) in root.ToArray())
            if (Replace(node, standIns, name == "app" ? LeastLengthInApp : LeastLength) is var replaced && !ReferenceEquals(replaced, node))
                root[name] = replaced;
        return JsonSerializer.SerializeToUtf8Bytes(root, Indented);
    }

    private void Collect(JsonObject root, HashSet<string> secrets)
    {
        foreach (var (name, node) in root)
            if (name != "app")
                Collect(node, isSecret: false, secrets);
        if (root["request"] is not JsonObject request)
            return;
        Collect(request["cookies"], isSecret: true, secrets);
        foreach (var (name, values) in Execution.FieldCollection.ParseQuery(request["query"]?.GetValue<string>() ?? ""))
            if (IsSecret(name))
                secrets.UnionWith(values.Where(value => value.Length > 0));
    }

    private void Collect(JsonNode? node, bool isSecret, HashSet<string> secrets)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, member) in members)
                    Collect(member, isSecret || IsSecret(name), secrets);
                break;
            case JsonArray items:
                foreach (var item in items)
                    Collect(item, isSecret, secrets);
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                CollectText(value.GetValue<string>(), isSecret, secrets);
                break;
            case JsonValue value when isSecret && value.GetValueKind() == JsonValueKind.Number:
                secrets.Add(value.ToJsonString());
                break;
        }
    }

    private void CollectText(string text, bool isSecret, HashSet<string> secrets)
    {
        if (isSecret && text.Length > 0)
        {
            secrets.Add(text);
            CollectCredentials(text, secrets);
        }
        else if (text.AsSpan().TrimStart() is ['{' or '[', ..] && TryParse(text) is { } inner)
            Collect(inner, isSecret: false, secrets);
    }

    /// <summary>What scripts take out of an <c>Authorization</c> header: the token, or the password.</summary>
    private static void CollectCredentials(string text, HashSet<string> secrets)
    {
        if (text.Split(' ', 2, StringSplitOptions.TrimEntries) is not [var scheme, { Length: > 0 } credentials] || !Schemes.Contains(scheme, StringComparer.OrdinalIgnoreCase))
            return;
        secrets.Add(credentials);
        var bytes = new byte[credentials.Length];
        if (scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) && Convert.TryFromBase64String(credentials, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [_, { Length: > 0 } password])
            secrets.Add(password);
    }

    private static JsonNode? TryParse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonNode? Replace(JsonNode? node, (string Text, string StandIn)[] standIns, int leastLength)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, member) in members.ToArray())
                    if (Replace(member, standIns, leastLength) is var replaced && !ReferenceEquals(replaced, member))
                        members[name] = replaced;
                return members;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++)
                    if (Replace(items[i], standIns, leastLength) is var item && !ReferenceEquals(item, items[i]))
                        items[i] = item;
                return items;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                return ReplaceText(value.GetValue<string>(), standIns, leastLength);
            case JsonValue value when value.GetValueKind() == JsonValueKind.Number:
                return standIns.FirstOrDefault(secret => secret.Text == value.ToJsonString() && secret.Text.Length >= leastLength).StandIn is { } standIn ? standIn : value;
            default:
                return node;
        }
    }

    private static string ReplaceText(string text, (string Text, string StandIn)[] standIns, int leastLength)
    {
        foreach (var (secret, standIn) in standIns)
        {
            if (text == secret)
                return leastLength < LeastLengthInApp || secret.Length >= leastLength ? standIn : text;
            if (secret.Length < leastLength)
                continue;
            text = text.Replace(secret, standIn, StringComparison.Ordinal);
            var escaped = Uri.EscapeDataString(secret);
            if (escaped != secret)
                text = text.Replace(escaped, Uri.EscapeDataString(standIn), StringComparison.Ordinal);
        }

        return text;
    }
}
