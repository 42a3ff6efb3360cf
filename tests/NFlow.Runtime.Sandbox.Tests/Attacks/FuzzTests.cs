using CsCheck;

namespace NFlow.Runtime.Sandbox.Tests.Attacks;

/// <summary>Generated and mutated scripts, each in a watched child process: whatever they do, the process lives and the next run is served.</summary>
[Category("Attacks")]
public sealed class FuzzTests
{
    private static readonly int Scripts = int.TryParse(Environment.GetEnvironmentVariable("NFLOW_FUZZ_SCRIPTS"), out var count) ? count : 150;

    [Test]
    public void GeneratedScripts_NeverHarmTheProcess() => Fuzz(ScriptGrammar.Script);

    [Test]
    public void MutatedScripts_NeverHarmTheProcess() => Fuzz(ScriptGrammar.Mutated);

    private static void Fuzz(Gen<string> scripts)
    {
        using var process = new AttackProcess();
        var number = 0;
        scripts.Sample(
            script =>
            {
                var attack = new Attack("fuzz", $"{number++}", ["stopped"], script);
                var result = Task.Run(() => process.RunAsync(attack)).GetAwaiter().GetResult();
                if (result.Ending is "crash" or "hang" || result.NormalScript != "[]")
                    throw new AssertionException($"{result}{Environment.NewLine}{script}");
            },
            iter: Scripts,
            threads: 1);
    }
}
