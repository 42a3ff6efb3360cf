using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Sandbox.Tests.Limits;

/// <summary>Every kind of limit, passed inside every construct that can catch an error or run afterwards: the run ends by that limit, and the script never gets to know.</summary>
public sealed class SwallowingTests
{
    /// <summary>What passes a limit, and the limit's name. Each is an expression statement that never ends by itself.</summary>
    private static readonly (string Limit, string Script)[] Excesses =
    [
        ("operations", "for (;;) ;"),
        ("execution time (ms)", "tardy();"),
        ("memory (bytes)", "{ const kept = []; for (;;) kept.push(new Array(100).fill(0)); }"),
        ("recursion depth", "{ const down = () => down() + 1; down(); }"),
        ("array length", "new Array(200_000).fill(0);"),
        ("regular expression time (ms)", "/^(x+x+)+y$/.test('x'.repeat(45));"),
        ("string length", "JSON.stringify(new Array(90).fill('x'.repeat(20_000)));"),
        ("response size (bytes)", "answer('x'.repeat(40_000));"),
        ("payload size (bytes)", "log_json(new Array(90).fill('x'.repeat(1_000)));"),
    ];

    /// <summary>Where it happens. <c>EXCESS</c> stands for the statement; <c>caught()</c> is called by whatever must not run any more.</summary>
    private static readonly (string Name, string Script)[] Constructs =
    [
        ("plain", "EXCESS caught('after');"),
        ("catch", "try { EXCESS } catch (e) { caught('catch'); } caught('after');"),
        ("catch without variable", "try { EXCESS } catch { caught('catch'); }"),
        ("finally", "try { EXCESS } finally { caught('finally'); }"),
        ("finally that returns", "const f = () => { try { EXCESS } finally { return 1; } }; f(); caught('after');"),
        ("finally that breaks", "for (;;) { try { EXCESS } finally { break; } } caught('after');"),
        ("finally that throws", "try { try { EXCESS } finally { throw 1; } } catch (e) { caught('catch'); }"),
        ("nested catches", "try { try { try { EXCESS } catch (e) { caught(1); } } catch (e) { caught(2); } } catch (e) { caught(3); }"),
        ("async function", "(async () => { EXCESS })().catch(() => caught('catch')); await later(1); caught('after');"),
        ("await in a catch", "try { await (async () => { await later(1); EXCESS })(); } catch (e) { caught('catch'); }"),
        ("promise executor", "new Promise(() => { EXCESS }).catch(() => caught('catch'));"),
        ("promise then", "await later(1).then(() => { EXCESS }).then(() => caught('then'), () => caught('handler'));"),
        ("promise finally", "later(1).then(() => { EXCESS }).finally(() => caught('finally'));  await later(2);"),
        ("all settled", "await Promise.allSettled([(async () => { EXCESS })()]); caught('after');"),
        ("generator", "function* g() { try { EXCESS yield 1; } catch (e) { caught('catch'); } finally { caught('finally'); } } g().next();"),
        ("generator around", "function* g() { try { yield 1; } finally { caught('finally'); } } for (const x of g()) { EXCESS }"),
        ("async generator", "async function* g() { try { EXCESS yield 1; } finally { caught('finally'); } } try { await g().next(); } catch (e) { caught('catch'); }"),
        ("iterator return", "for (const x of { [Symbol.iterator]: () => ({ next: () => ({ done: false }), return() { caught('return'); return {}; } }) }) { EXCESS }"),
        ("getter", "const o = { get x() { EXCESS } }; try { o.x; } catch (e) { caught('catch'); }"),
        ("setter", "const o = { set x(v) { EXCESS } }; try { o.x = 1; } catch (e) { caught('catch'); }"),
        ("to string", "const o = { toString() { EXCESS return ''; } }; try { `${o}`; } catch (e) { caught('catch'); }"),
        ("proxy trap", "const p = new Proxy({}, { get() { EXCESS } }); try { p.x; } catch (e) { caught('catch'); }"),
        ("sort callback", "try { [1, 2].sort(() => { EXCESS return 0; }); } catch (e) { caught('catch'); }"),
        ("replace callback", "try { 'x'.replace(/x/, () => { EXCESS return ''; }); } catch (e) { caught('catch'); }"),
        ("to json", "try { JSON.stringify({ toJSON() { EXCESS } }); } catch (e) { caught('catch'); }"),
        ("reviver", "try { JSON.parse('[1]', () => { EXCESS }); } catch (e) { caught('catch'); }"),
        ("constructor", "class A { constructor() { EXCESS } } try { new A(); } catch (e) { caught('catch'); }"),
        ("static block", "try { class A { static { EXCESS } } } catch (e) { caught('catch'); }"),
        ("default parameter", "const f = (x = (() => { EXCESS })()) => 1; try { f(); } catch (e) { caught('catch'); }"),
        ("tag", "const tag = () => { EXCESS }; try { tag``; } catch (e) { caught('catch'); }"),
        ("using", "{ using x = { [Symbol.dispose]() { caught('dispose'); } }; EXCESS }"),
        ("host callback", "try { twice(() => { EXCESS }); } catch (e) { caught('catch'); }"),
        ("to string for a host function", "try { log_text({ toString() { EXCESS return ''; } }); } catch (e) { caught('catch'); }"),
        ("json for a host function", "try { log_json({ get x() { EXCESS } }); } catch (e) { caught('catch'); }"),
    ];

    [Test]
    public async Task Limit_PassedInAnyConstruct_EndsTheRunAndIsNeverSeen()
    {
        await using var world = new ScriptWorld(options =>
        {
            options.Limits.MaxOperations = 100_000;
            options.Limits.MaxMemoryBytes = 12 << 20;
            options.Limits.RegexTimeout = TimeSpan.FromMilliseconds(20);
            options.Limits.ExecutionTime = TimeSpan.FromMinutes(1);
            options.Limits.RunDeadline = TimeSpan.FromMinutes(2);
            options.Limits.MaxRecursionDepth = 60;
            options.Limits.MaxArrayLength = 100_000;
            options.Limits.MaxStringLength = 1_000_000;
            options.Limits.MaxResponseBytes = 10_000;
            options.Limits.MaxPayloadBytes = 50_000;
        });
        using var scope = Assert.EnterMultipleScope();
        foreach (var (limit, excess) in Excesses)
            foreach (var (name, construct) in Constructs)
                await CheckAsync(world, limit, name, construct.Replace("EXCESS", excess, StringComparison.Ordinal));
    }

    private static async Task CheckAsync(ScriptWorld world, string limit, string construct, string script)
    {
        world.Probe.Caught.Clear();

        var outcome = await world.RunAsync(script);

        Assert.That(outcome.Error, Is.EqualTo(RunErrorKind.Limit), $"{limit} in {construct}: {outcome}");
        Assert.That(outcome.Message, Does.StartWith($"Script execution exceeded resource limits: {limit} is limited to "), construct);
        Assert.That(outcome.Outcome.Error?.Detail, Does.StartWith($"limit={limit} value=").And.Contains(" used="), construct);
        Assert.That(world.Probe.Caught, Is.Empty, $"{limit} in {construct}");
    }
}
