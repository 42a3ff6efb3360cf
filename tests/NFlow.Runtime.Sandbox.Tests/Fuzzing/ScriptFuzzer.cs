using NFlow.Runtime.Sandbox.Tests.Attacks;

namespace NFlow.Runtime.Sandbox.Tests.Fuzzing;

/// <summary>Generated and bent scripts, each in a watched child process. What it finds is whatever ends or hangs the process, allocates far beyond its limit, loses a thread or a place, or is seen by the next run.</summary>
internal sealed class ScriptFuzzer(int seed) : IDisposable
{
    /// <summary>What a run may allocate: its limit is 64 MB, and one native call may go beyond it by its own bound.</summary>
    private const double MostMegabytes = 400;

    /// <summary>A thread that has not worked as long as this until it was given up had no processor: the machine is busy.</summary>
    private const double StarvedSeconds = 1;

    private readonly FuzzRandom _random = new(seed);
    private readonly AttackProcess _process = new();

    /// <summary>Runs one script.</summary>
    /// <returns>What is wrong; null when all is well.</returns>
    public async Task<string?> RunOneAsync()
    {
        var attack = new Attack(_random.Once(4) ? AttackWorld.FuzzedHost : AttackWorld.Fuzz, "fuzz", Next());
        if (Problem(await _process.RunAsync(attack)) is null)
            return null;

        // Again in a process of its own: neither what ran before nor a machine that had no time for it is the script's fault.
        _process.Dispose();
        var result = await _process.RunAsync(attack);
        _process.Dispose();
        return Problem(result) is { } problem ? $"{problem}\n{result}\n--- script ({attack.World})\n{attack.Script}\n--- end" : null;
    }

    /// <summary>What is wrong with a result; null when all is well.</summary>
    public static string? Problem(AttackResult result) => result switch
    {
        { IsAlive: false } => result.Ending,
        { Aftermath: not "[]" } => "the next run noticed it",
        { LostThreads: > 0, CpuSeconds: > StarvedSeconds } => "a thread was lost",
        { TakenPlaces: > 0, LostThreads: 0 } => "a place was not given back",
        { AllocatedMegabytes: > MostMegabytes } => "it allocated too much",
        { Caught.Count: > 0 } when !IsToldBySelf(result) => "the script saw what it must not",
        _ when !(result.Ending.StartsWith("limit ", StringComparison.Ordinal) || result.Ending.StartsWith("harmless", StringComparison.Ordinal) || result.Ending.StartsWith("throws", StringComparison.Ordinal) || result.Ending.StartsWith("refused", StringComparison.Ordinal)) => "it ended in an unknown way",
        _ => null,
    };

    public void Dispose() => _process.Dispose();

    /// <summary>A bent attack may call <c>caught</c> without a reason; what the host tells by itself names a host function.</summary>
    private static bool IsToldBySelf(AttackResult result) => !result.Caught.Any(told => told.StartsWith("Host function ", StringComparison.Ordinal) && !told.StartsWith("Host function fail", StringComparison.Ordinal));

    private string Next()
    {
        var generated = new ScriptGrammar(_random).Script();
        return _random.Below(4) switch
        {
            < 2 => generated,
            2 => Mutation.Bend(_random.Of(Corpus.Scripts), generated, _random),
            _ => Mutation.Bend(_random.Of(Corpus.Scripts), _random.Of(Corpus.Scripts), _random),
        };
    }
}
