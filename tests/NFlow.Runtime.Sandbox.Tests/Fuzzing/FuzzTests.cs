using System.Globalization;
using NFlow.Runtime.Sandbox.Tests.Attacks;

namespace NFlow.Runtime.Sandbox.Tests.Fuzzing;

/// <summary>A bounded number of fuzzed inputs per run, and every input that once did harm. The seed of a failure is in its message; NFLOW_FUZZ_SEED repeats it.</summary>
[Category("Attacks")]
public sealed class FuzzTests
{
    private static readonly int Scripts = Setting("NFLOW_FUZZ_SCRIPTS") ?? 250;

    private static readonly int Seed = Setting("NFLOW_FUZZ_SEED") ?? Environment.TickCount & 0xffffff;

    [Test]
    public async Task FuzzedScripts_NeverHarmTheProcess()
    {
        await TestContext.Out.WriteLineAsync($"seed {Seed}");
        using var fuzzer = new ScriptFuzzer(Seed);
        for (var number = 0; number < Scripts; number++)
            Assert.That(await fuzzer.RunOneAsync(), Is.Null, $"script {number} of seed {Seed}");
    }

    [Test]
    public async Task FuzzedDocuments_AreReadOrRefused()
    {
        await TestContext.Out.WriteLineAsync($"seed {Seed}");
        var fuzzer = new TextFuzzer(Seed);
        for (var number = 0; number < Scripts * 4; number++)
            Assert.That(fuzzer.RunOne(), Is.Null, $"text {number} of seed {Seed}");
    }

    [Test]
    public async Task ScriptsThatOnceDidHarm_DoNoneNow()
    {
        using var process = new AttackProcess();
        using var scope = Assert.EnterMultipleScope();
        foreach (var path in Corpus.Files("scripts"))
        {
            var result = await process.RunAsync(new Attack(AttackWorld.FuzzedHost, Path.GetFileName(path), await File.ReadAllTextAsync(path)));
            Assert.That(ScriptFuzzer.Problem(result), Is.Null, result.ToString());
        }
    }

    [Test]
    public void DocumentsThatOnceDidHarm_AreReadOrRefused()
    {
        using var scope = Assert.EnterMultipleScope();
        foreach (var app in Corpus.Apps)
            Assert.That(() => TextFuzzer.ReadApp(app), Throws.Nothing);
        foreach (var template in Corpus.Templates)
            Assert.That(() => TextFuzzer.RenderTemplate(template), Throws.Nothing);
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;
}
