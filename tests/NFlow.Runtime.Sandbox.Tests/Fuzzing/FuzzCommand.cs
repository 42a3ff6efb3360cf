using System.Globalization;

namespace NFlow.Runtime.Sandbox.Tests.Fuzzing;

/// <summary><c>dotnet run --project tests/NFlow.Runtime.Sandbox.Tests -- fuzz --minutes N --seed S</c>: fuzzes as long as it is told, prints what it finds, and fails when it found something.</summary>
internal static class FuzzCommand
{
    public static async Task<int> RunAsync(string[] options)
    {
        var seed = Option(options, "--seed") ?? Environment.TickCount & 0xffffff;
        var until = TimeProvider.System.GetUtcNow().AddMinutes(Option(options, "--minutes") ?? 10);
        Console.WriteLine($"seed {seed}");
        var (scripts, texts, findings) = (0, 0, 0);
        using var fuzzer = new ScriptFuzzer(seed);
        var readers = new TextFuzzer(seed);
        while (TimeProvider.System.GetUtcNow() < until)
        {
            findings += Tell(await fuzzer.RunOneAsync(), $"script {scripts} of seed {seed}");
            for (var i = 0; i < 20; i++, texts++)
                findings += Tell(readers.RunOne(), $"text {texts} of seed {seed}");
            if (++scripts % 500 == 0)
                Console.WriteLine($"{scripts} scripts, {texts} texts, {findings} findings");
        }

        Console.WriteLine($"{scripts} scripts, {texts} texts, {findings} findings, seed {seed}");
        return findings == 0 ? 0 : 1;
    }

    private static int Tell(string? problem, string where)
    {
        if (problem is null)
            return 0;
        Console.WriteLine($"FOUND {where}: {problem}");
        return 1;
    }

    private static int? Option(string[] options, string name) =>
        Array.IndexOf(options, name) is >= 0 and var index && index + 1 < options.Length ? int.Parse(options[index + 1], CultureInfo.InvariantCulture) : null;
}
