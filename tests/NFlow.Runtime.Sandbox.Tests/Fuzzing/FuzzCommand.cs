using System.Globalization;

namespace NFlow.Runtime.Sandbox.Tests.Fuzzing;

/// <summary><c>dotnet run -c Release --project tests/NFlow.Runtime.Sandbox.Tests -- fuzz --minutes N --seed S</c>: fuzzes as long as it is told, prints what it finds, and fails when it found something.</summary>
/// <remarks>As many scripts at once as <c>--children</c> says (2), each stream with a seed of its own that follows from S; documents beside them, in this process.</remarks>
internal sealed class FuzzCommand
{
    private const int TellEvery = 1_000;

    private readonly int _seed;
    private readonly DateTimeOffset _until;
    private int _scripts;
    private int _texts;
    private int _findings;

    private FuzzCommand(int seed, DateTimeOffset until) => (_seed, _until) = (seed, until);

    public static async Task<int> RunAsync(string[] options)
    {
        var command = new FuzzCommand(
            Option(options, "--seed") ?? Environment.TickCount & 0xffffff,
            TimeProvider.System.GetUtcNow().AddMinutes(Option(options, "--minutes") ?? 10));
        var children = Enumerable.Range(0, Option(options, "--children") ?? 2).Select(child => Task.Run(() => command.TryScriptsAsync(child)));
        await Task.WhenAll([.. children, Task.Run(command.TryTexts)]);
        command.Tell("done");
        return command._findings == 0 ? 0 : 1;
    }

    private bool IsOver => TimeProvider.System.GetUtcNow() >= _until;

    private async Task TryScriptsAsync(int child)
    {
        var seed = _seed * 100 + child;
        using var fuzzer = new ScriptFuzzer(seed);
        for (var number = 0; !IsOver; number++)
        {
            Note(await fuzzer.RunOneAsync(), $"script {number} of seed {seed}");
            if (Interlocked.Increment(ref _scripts) % TellEvery == 0)
                Tell("so far");
        }
    }

    private void TryTexts()
    {
        var fuzzer = new TextFuzzer(_seed);
        while (!IsOver)
        {
            Note(fuzzer.RunOne(), $"text {_texts} of seed {_seed}");
            Interlocked.Increment(ref _texts);
        }
    }

    private void Note(string? problem, string where)
    {
        if (problem is null)
            return;
        Interlocked.Increment(ref _findings);
        Console.WriteLine($"FOUND {where}: {problem}");
    }

    private void Tell(string when) => Console.WriteLine($"{when}: {_scripts} scripts, {_texts} texts, {_findings} findings, seed {_seed}");

    private static int? Option(string[] options, string name) =>
        Array.IndexOf(options, name) is >= 0 and var index && index + 1 < options.Length ? int.Parse(options[index + 1], CultureInfo.InvariantCulture) : null;
}
