using System.Collections.Concurrent;
using System.Text.Json;
using NFlow.Runtime.Sandbox.Tests.Attacks;

namespace NFlow.Runtime.Sandbox.Tests.HostFunctions;

/// <summary>
/// Every function that a script of a whole host can get hold of, called with every hostile argument: the process lives, the script never sees
/// a .NET type, a path or a stack, and no host function fails in a way that it does not expect itself.
/// </summary>
[Category("Attacks")]
public sealed class HostFunctionSweep
{
    private const int Children = 2;

    /// <summary>Walks all that a script can reach and answers with an expression for each function found.</summary>
    private const string Discovery = """
        function main() {
          const seen = new Set(), found = [];
          const own = new Set([Object, Function, Array, String, Number, Boolean, Symbol, Date, RegExp, Promise, Map, Set, WeakMap, WeakSet, Error, Proxy, Reflect, JSON, Math,
            Object.prototype, Function.prototype, Array.prototype, String.prototype, Promise.prototype, Error.prototype, Map.prototype, Date.prototype, RegExp.prototype]);
          const walk = (value, path, depth) => {
            if (value === null || (typeof value !== 'object' && typeof value !== 'function') || seen.has(value) || own.has(value)) return;
            seen.add(value);
            if (typeof value === 'function') found.push(path);
            if (depth > 0)
              for (const key of Reflect.ownKeys(value)) {
                if (typeof key !== 'string' || key === 'constructor' || key === 'caller' || key === 'arguments') continue;
                let member;
                try { member = value[key]; } catch (e) { continue; }
                walk(member, `${path}[${JSON.stringify(key)}]`, depth - 1);
              }
          };
          const host = Object.getPrototypeOf(globalThis);
          for (const name of Reflect.ownKeys(host)) walk(host[name], name, 3);
          for (const module of ['util', 'console', 'crypto', 'querystring', 'url', 'path', 'fs', 'http', 'https'])
            walk(require(module), `require('${module}')`, 3);
          walk(c.Request(), 'c.Request()', 2); walk(c.Response(), 'c.Response()', 2); walk(c.Logger(), 'c.Logger()', 2);
          walk(new URL('http://a/b'), "new URL('http://a/b')", 1); walk(new URLSearchParams('a=1'), "new URLSearchParams('a=1')", 1);
          const hash = require('crypto').createHash('sha256'); walk(hash, "require('crypto').createHash('sha256')", 1); walk(Object.getPrototypeOf(hash), "Object.getPrototypeOf(require('crypto').createHash('sha256'))", 1);
          answer(found);
        }
        """;

    /// <summary>Functions of the tests that fail, tell or wait on purpose, and those of the host that wait as long as they are told, or for the end of a transaction that nobody ends.</summary>
    private static readonly string[] OfTests = ["caught", "reached", "fail", "failLater", "blockForever", "never", "tardy", "sleep", """hidden["$db_begin"]"""];

    /// <summary>Functions that work hard on purpose: called with each argument once, not in each of its places.</summary>
    private static readonly string[] Slow = ["hash_password"];

    /// <summary>What a script must never see: names of .NET types, source files, paths of the host, frames of a CLR stack.</summary>
    private const string Leak = @"/\b(System|Microsoft|NFlow|Jint|Acornima|Npgsql|MailKit|MimeKit)\.[A-Z]|\b[A-Z]\w+Exception\b|\.c[s]\b|\.dl[l]\b|\/(work|tmp|root|home|usr|var|proc)\/| {3}at |\bLambd[a]\b|AnonymousTyp[e]|`\d\[/";

    private int _runs;

    [Test]
    public async Task HostFunctions_CalledWithHostileArguments_FailOnlyAsTheySay()
    {
        var problems = await SweepAsync(static function => !IsHidden(function), atLeast: 200);

        Assert.That(problems.Select(problem => $"{problem.Key}: {problem.Value}"), Is.Empty);
    }

    /// <summary>Scripts reach these through libraries that check first; a worker process that was broken out of calls them as it likes.</summary>
    [Test]
    public async Task FunctionsOfLibraries_CalledWithHostileArguments_FailOnlyAsTheySay()
    {
        var problems = await SweepAsync(IsHidden, atLeast: 40);

        Assert.That(problems.Select(problem => $"{problem.Key}: {problem.Value}"), Is.Empty);
    }

    private static bool IsHidden(string function) => function.StartsWith(HiddenApi.Name, StringComparison.Ordinal);

    private async Task<IReadOnlyDictionary<string, string>> SweepAsync(Func<string, bool> isMeant, int atLeast)
    {
        string[] functions;
        using (var process = new AttackProcess())
        {
            var found = await process.RunAsync(Whole("discovery", Discovery));
            Assert.That(found.Ending, Does.StartWith("harmless ["), found.ToString());
            functions = [.. JsonSerializer.Deserialize<string[]>(found.Ending["harmless ".Length..])!.Except(OfTests).Where(isMeant)];
        }

        await TestContext.Out.WriteLineAsync($"{functions.Length} functions, {HostileArguments.All.Count} arguments");
        Assert.That(functions, Has.Length.GreaterThan(atLeast));
        var problems = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var queue = new ConcurrentQueue<string>(functions);
        await Task.WhenAll(Enumerable.Range(0, Children).Select(_ => Task.Run(async () =>
        {
            using var process = new AttackProcess();
            while (queue.TryDequeue(out var function))
                await SweepAsync(process, function, HostileArguments.All, problems);
        })));
        await TestContext.Out.WriteLineAsync($"{_runs} runs");
        return problems;
    }

    /// <summary>All arguments in one run; when that run was ended early, by a limit or an answer that cannot be taken back, each half in a run of its own.</summary>
    private async Task SweepAsync(AttackProcess process, string function, IReadOnlyList<string> arguments, ConcurrentDictionary<string, string> problems)
    {
        Interlocked.Increment(ref _runs);
        var result = await process.RunAsync(Whole(function, Calls(function, arguments)));
        if (result.Ending.StartsWith("harmless", StringComparison.Ordinal) && result.Caught.Count == 0)
            return;
        if (arguments.Count > 1)
        {
            var half = arguments.Count / 2;
            await SweepAsync(process, function, [.. arguments.Take(half)], problems);
            await SweepAsync(process, function, [.. arguments.Skip(half)], problems);
        }
        else if (!result.IsAlive || result.Caught.Count > 0 || !IsExpected(result.Ending))
        {
            problems[$"{function}({arguments[0]})"] = $"{result.Ending} {result.Detail} {string.Join(" ; ", result.Caught)}";
        }
    }

    private static bool IsExpected(string ending) =>
        ending.StartsWith("harmless", StringComparison.Ordinal) || ending.StartsWith("limit", StringComparison.Ordinal) || ending.StartsWith("throws", StringComparison.Ordinal);

    private static Attack Whole(string name, string script) => new(AttackWorld.WholeHost, name, script);

    private static string Calls(string function, IReadOnlyList<string> arguments) => $$"""
        async function main() {
          const leak = {{Leak}};
          const seen = (text, where) => { text = String(text).slice(0, 5000); const found = leak.exec(text.replaceAll('at node 0', '').replace(/^ {4}at .*$/gm, '')); if (found) caught(where + ': ' + text.slice(Math.max(0, found.index - 80), found.index + 120)); };
          const look = (value, where, depth) => {
            if (typeof value === 'string') seen(value, where);
            else if (value !== null && typeof value === 'object' && depth > 0)
              for (const key of Reflect.ownKeys(value)) { const own = Object.getOwnPropertyDescriptor(value, key); if (own && 'value' in own) look(own.value, where, depth - 1); }
          };
          const call = async (use, where) => {
            let value;
            try { value = use(); if (value instanceof Promise) value = await value; } catch (error) {
              if (error instanceof Error) { seen(error.message, where); seen(error.stack, where); seen(error.name, where); look(error, where, 2); }
              return;
            }
            if (value !== globalThis && value !== c) look(value, where, 3);
          };
          const makers = [{{string.Join(",\n", arguments.Select(argument => $"function () {{ return {(argument.StartsWith('{') ? $"({argument})" : argument)}; }}"))}}];
          for (const make of makers) {
            const h = () => { try { return make(); } catch (e) { return undefined; } };
            await call(() => {{function}}(h()), 'one');
            if ({{(Slow.Contains(function) ? "true" : "false")}}) continue;
            await call(() => {{function}}('x', h()), 'second');
            await call(() => {{function}}('x', 'y', h()), 'third');
            await call(() => {{function}}(h(), h(), h(), h()), 'all');
            await call(() => {{function}}.call(h(), 'x'), 'this');
          }
        }
        """;
}
