using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Sandbox.Tests.HostFunctions;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Scripting.Jint;

namespace NFlow.Runtime.Sandbox.Tests.Attacks;

/// <summary>One attack against a host, and the honest run after it.</summary>
internal static class AttackRun
{
    /// <summary>An honest script that would notice anything an earlier run left behind.</summary>
    public const string HonestScript = """
        function main() {
          const problems = [];
          const check = (name, ok) => { if (!ok) problems.push(name); };
          check('map', [1, 2].map(x => x * 2).join() === '2,4');
          check('spread', [...'ab', ...[1]].length === 3);
          check('json', JSON.stringify({ a: [1, 'x'] }) === '{"a":[1,"x"]}' && JSON.parse('{"a":1}').a === 1);
          check('replace', ' a b '.trim().replace(' ', '-') === 'a-b');
          check('call', (function () { return this.x; }).call({ x: 1 }) === 1);
          check('generator', [...(function* () { yield 1; })()][0] === 1);
          check('math', Math.max(1, 2) === 2);
          check('leaks', typeof leaked === 'undefined' && typeof leakedToo === 'undefined' && ({}).leaked === undefined && ({}).polluted === undefined);
          check('functions', !('leaked' in main) && !('leaked' in answer) && !('leaked' in new Date()) && !('leaked' in [].values()));
          check('symbols', globalThis[Symbol.for('leaked')] === undefined);
          check('extensible', (globalThis.own = 1) === 1 && Object.isExtensible(globalThis) && !Object.isFrozen(Object.prototype));
          check('template', (t => !('leaked' in t))((s => s)`a`));
          check('modules', ['util', 'console', 'crypto', 'querystring', 'url', 'path'].every(name => !('leaked' in require(name)) && !('leaked' in require)));
          const url = require('url'), seen = new url.URL('http://a/?b=c');
          check('module functions', require('util').format('%s', 1) === '1' && require('querystring').stringify({ a: 1 }) === 'a=1' && require('path').join('a', '..', 'b') === 'b'
            && require('crypto').createHash('md5').update('').digest('hex').startsWith('d41d8') && seen.searchParams.get('b') === 'c' && seen.toString() === 'http://a/?b=c' && crypto.randomUUID().length === 36);
          check('payload', JSON.stringify(payload) === '{}' && next === 'output_1');
          check('host', typeof later === 'function' && typeof block === 'function');
          answer(problems);
        }
        """;

    public static void Tighten(NFlowOptions options, AttackWorld kind)
    {
        var isFuzz = kind is AttackWorld.Fuzz or AttackWorld.FuzzedHost;
        options.Limits.ExecutionTime = kind switch
        {
            AttackWorld.ShortTime => TimeSpan.FromMilliseconds(500),
            _ when isFuzz => TimeSpan.FromSeconds(2),
            _ => TimeSpan.FromMinutes(10),
        };
        options.Limits.RunDeadline = kind switch
        {
            AttackWorld.ShortDeadline => TimeSpan.FromSeconds(1),
            AttackWorld.WholeHost => TimeSpan.FromSeconds(20),
            _ when isFuzz => TimeSpan.FromSeconds(3),
            _ => TimeSpan.FromMinutes(10),
        };
        options.Limits.RegexTimeout = isFuzz ? TimeSpan.FromMilliseconds(100) : TimeSpan.FromSeconds(1);
        // Many calls in one run, each of which may take what an attack may.
        var isSweep = kind == AttackWorld.WholeHost;
        options.Limits.MaxMemoryBytes = isSweep ? 1L << 30 : 64L << 20;
        options.Limits.MaxOperations = isFuzz ? 100_000 : isSweep ? 20_000_000 : 2_000_000;
    }

    public static async Task<AttackResult> RunAsync(ScriptWorld world, AttackRequest request)
    {
        world.Probe.Caught.Clear();
        UnexpectedFailures.Told.Clear();
        var before = ProcessUsage.Now();
        var outcome = await world.RunAsync(request.Script.Split(Attack.NextNode));
        var after = ProcessUsage.Now();
        string[] caught = [.. world.Probe.Caught, .. UnexpectedFailures.Told];

        var honest = await world.RunAsync(HonestScript);
        var engine = world.Services.GetRequiredService<IScriptEngine>() as JintScriptEngine;
        return new AttackResult(
            request.Name,
            Ending(world, request.Script, outcome),
            outcome.Outcome.Error?.Detail ?? outcome.Message,
            after.AllocatedMegabytes - before.AllocatedMegabytes,
            after.PeakMegabytes - before.SizeMegabytes,
            after.CpuSeconds - before.CpuSeconds,
            caught,
            honest.Error is null ? honest.Body : honest.ToString(),
            ProcessUsage.Now().CpuSeconds - after.CpuSeconds,
            engine?.Threads.Lost ?? 0,
            engine?.Gate.Executing ?? 0);
    }

    private static string Ending(ScriptWorld world, string script, ScriptOutcome outcome)
    {
        switch (outcome.Error)
        {
            case null when outcome.Outcome.Status is RunStatus.Completed or RunStatus.Waiting:
                return $"harmless {outcome.Body}".TrimEnd();
            case RunErrorKind.Limit:
                return "limit " + LimitName(outcome.Outcome.Error!.Detail ?? "");
            case RunErrorKind.Script when world.Services.GetRequiredService<IScriptEngine>() is var engine && !script.Split(Attack.NextNode).All(node => Compiles(engine, node)):
                return $"refused {outcome.Message}";
            case RunErrorKind.Script:
                return $"throws {outcome.Message}".TrimEnd();
            default:
                return outcome.ToString();
        }
    }

    /// <summary>The limit's name without its unit.</summary>
    private static string LimitName(string detail) =>
        detail.StartsWith("limit=", StringComparison.Ordinal) ? detail["limit=".Length..].Split(" value=")[0].Split(" (")[0] : "without a name";

    private static bool Compiles(IScriptEngine engine, string script)
    {
        try
        {
            engine.Compile(script, "node 0");
            return true;
        }
        catch (ScriptException)
        {
            return false;
        }
    }
}
