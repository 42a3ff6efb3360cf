using System.Globalization;
using System.Text.RegularExpressions;

namespace NFlow.Runtime.Sandbox.Tests.Attacks;

/// <summary>
/// Reads attacks from <c>Attacks/Data</c>. A file starts with what its attacks have in common and may set their bounds, as
/// <c>//! allocates 90 MB, grows by 200 MB, takes 5 s</c>; each attack starts with <c>//# name -> how it must end</c>, followed, where it
/// needs more than its kind, by bounds of its own after <c>//</c>. <c>«text×n»</c> stands for n repetitions.
/// </summary>
internal static partial class AttackFile
{
    private static readonly AttackBounds Usual = new(AllocatedMegabytes: 160, PeakMegabytes: 192, CpuSeconds: 10);

    public static IReadOnlyList<Attack> ReadAll() =>
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Attacks", "Data"), "*.js").Order(StringComparer.Ordinal).SelectMany(Read)];

    private static IEnumerable<Attack> Read(string path)
    {
        var group = Path.GetFileNameWithoutExtension(path);
        var blocks = File.ReadAllText(path).Split("//# ");
        var bounds = Bounds(blocks[0], Usual);
        foreach (var block in blocks.Skip(1))
        {
            var header = Header().Match(block);
            if (!header.Success)
                throw new FormatException($"{path}: {block}");
            yield return new Attack(
                group,
                header.Groups["name"].Value,
                header.Groups["ending"].Value,
                Bounds(header.Groups["bounds"].Value, bounds),
                Expand(block[header.Length..].TrimEnd()));
        }
    }

    private static AttackBounds Bounds(string text, AttackBounds usual) => new(
        Number(Allocates(), text) ?? usual.AllocatedMegabytes,
        Number(Grows(), text) ?? usual.PeakMegabytes,
        Number(Takes(), text) ?? usual.CpuSeconds);

    private static double? Number(Regex pattern, string text) =>
        pattern.Match(text) is { Success: true } match ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    private static string Expand(string script) => Repetition().Replace(script, match =>
        string.Concat(Enumerable.Repeat(match.Groups[1].Value, int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))));

    [GeneratedRegex(@"^(?<name>[\w-]+) -> (?<ending>.*?)(?: // (?<bounds>.*))?\n")]
    private static partial Regex Header();

    [GeneratedRegex(@"allocates (\d+) MB")]
    private static partial Regex Allocates();

    [GeneratedRegex(@"grows by (\d+) MB")]
    private static partial Regex Grows();

    [GeneratedRegex(@"takes (\d+) s")]
    private static partial Regex Takes();

    [GeneratedRegex("«([^«»]*)×([0-9]+)»")]
    private static partial Regex Repetition();
}
