using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace NFlow.Runtime.Security;

/// <summary>The search of one answer. Patterns that may take long are given a few chances: however many values it has, an answer costs no more than that. Not thread-safe.</summary>
internal sealed partial class SensitiveSearch(SensitiveValues values, TimeSpan timeout, PatternOverruns overruns, ILogger logger)
{
    /// <summary>How often patterns may overrun in one answer. From then on, whatever such a pattern would be asked about counts as sensitive.</summary>
    private const int MostOverruns = 3;

    private int _overruns;

    /// <summary>Whether a ciphertext takes the place of its value, rather than being listed.</summary>
    public bool InPlace => values.InPlace;

    /// <summary>Whether a member is encrypted whatever it holds.</summary>
    public bool IsAlwaysEncrypted(JsonProperty member) =>
        member.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.True or JsonValueKind.False) && values.HasField(member.Name);

    /// <summary>Whether a value is a text that holds something sensitive.</summary>
    public bool IsSensitive(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && values.MayOccur(JsonMarshal.GetRawUtf8Value(value)) && Occur(value.GetString()!);

    private bool Occur(string text)
    {
        foreach (var pattern in values.Patterns)
        {
            if (_overruns >= MostOverruns && !pattern.IsLinear)
                return true;
            if (!pattern.Occurs(text, out var isOverrun))
                continue;
            if (isOverrun)
                Note(pattern);
            return true;
        }

        return false;
    }

    private void Note(SensitivePattern pattern)
    {
        _overruns++;
        overruns.Add(pattern.Name);
        if (pattern.NoteOverrun())
            Overran(logger, pattern.Name, timeout.TotalMilliseconds);
    }

    [LoggerMessage(1602, LogLevel.Warning, "Pattern '{Pattern}' took longer than {Milliseconds} ms on a value of an answer. Such values count as sensitive. This is said once.", EventName = "PatternOverran")]
    private static partial void Overran(ILogger logger, string pattern, double milliseconds);
}
