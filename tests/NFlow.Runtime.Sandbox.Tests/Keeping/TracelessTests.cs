using System.Globalization;
using Jint;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Sandbox.Tests.Fuzzing;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Scripting.Jint;

namespace NFlow.Runtime.Sandbox.Tests.Keeping;

/// <summary>An engine is used by a second run only if the scripts of the first cannot have left anything in it.</summary>
public sealed class TracelessTests
{
    /// <summary>Scripts that run on one engine before it is looked at.</summary>
    private const int PerEngine = 25;

    private static readonly int Rounds = (int.TryParse(Environment.GetEnvironmentVariable("NFLOW_FUZZ_SCRIPTS"), CultureInfo.InvariantCulture, out var scripts) ? scripts : 1_500) / PerEngine;

    private static readonly string[] Kept =
    [
        "function main() { payload.greeting = 'Hello ' + payload.name; next = 'output_2'; }",
        "function step(c, payload) {\nreturn c.JSON(200, { hello: \"world\" });\n}\nfunction main() {\n  var result = step(c, payload);\n  if (result !== undefined && result !== null) payload = result;\n}",
        "function main() { if (form.mail && form.mail[0].trim().length > 3) { payload.mail = form.mail[0].trim(); } else { next = 'output_2'; } }",
        "function main() { const { first, last = 'x' } = payload; return { full: `${first} ${last}`, at: new Date().toISOString(), list: [1, 2] }; }",
        "function main() { try { check(payload.amount); } catch (e) { payload.error = e.message; } } function check(n) { if (!(n > 0)) { throw new Error('amount'); } }",
        "function main() { delete payload.password; payload.count++; payload.total = (payload.total || 0) + payload.list[0]; return payload; }",
    ];

    private static readonly string[] Traces =
    [
        "leak = 1;", "{ let a = 1; } a = 2;", "if (payload) var x = 1; y = 2;", "this.leak = 1;", "globalThis.leak = 1;", "main.count = 1;", "main = null;", "var f = main; f.x = 1;", "arguments.callee.x = 1;",
        "payload.constructor.prototype.x = 1;", "payload.__proto__.x = 1;", "payload.toString.x = 1;", "''.trim.x = 1;", "[].push.x = 1;", "var f = payload.toString; f.x = 1;", "c.JSON.constructor.prototype.x = 1;", "c.JSON.call.x = 1;",
        "var f = payload.toString ??= 1; f.x = 1;", "var f = (payload.valueOf ||= 1); f.x = 1;", "var { toString } = payload; toString.x = 1;", "var { constructor: { prototype } } = payload; prototype.x = 1;", "var { inner: { trim: t } = '' } = payload; t.x = 1;",
        "var k = 'constructor'; payload[k].x = 1;", "payload['__proto__'].x = 1;", "payload?.constructor.x ?? 1;", "String.x = 1;", "String.prototype.x = 1;", "Object.prototype.x = 1;", "Date.x = 1;", "Error.x = 1;", "new Error('x').constructor.x = 1;",
        "var t = String; t.x = 1;", "payload = Object.prototype;", "payload.__defineGetter__('x', main);", "payload.hasOwnProperty.call.x = 1;", "payload.list.map(String);", "payload.list.concat.x = 1;", "({}).valueOf.x = 1;", "(0, payload.toString).x = 1;",
        "(payload ? payload.toString : 1).x = 1;", "[payload.toString][0].x = 1;", "({ f: payload.toString }).f.x = 1;", "var f; f = payload.toString; f.x = 1;", "throw payload.toString;", "return payload.toString;", "payload.keep = payload.toString;", "c.Set('f', payload.toString);",
        "new payload.constructor();", "new String('x');", "payload.list[Symbol.iterator].x = 1;", "var [f] = payload.list;", "[...payload.list];", "`${payload.toString.x = 1}`;", "delete payload.constructor.prototype.toString;", "payload.constructor.prototype.x++;", "tag`x`;", "with (payload) { x = 1; }",
        "function inner() {} inner.x = 1;", "(function () { return this; })().leak = 1;", "(() => 1).x = 1;", "class A {} A.x = 1;", "eval('1');", "new Function('1')();", "require('util').x = 1;", "vars.x = 1;", "crypto.x = 1;", "http.get.x = 1;", "/x/.exec.x = 1;", "({ get a() { return 1; } }).a;", "({ __proto__: c }).x = 1;", "for (;;) break;",
    ];

    private static readonly string[] OutsideFunctions = ["var leak = 1; function main() {}", "let leak = 1; function main() {}", "payload.x = 1; function main() {}", "function String() {} function main() {}", "function c() {} function main() {}", "function payload() {} function main() {}", "main = function () {};", "async function main() {}", "function* main() {}", "function main(...a) {}", "function main(a = leak = 1) {}", "#!/usr/bin/env node\nfunction main() {}", "'use strict'; function main() {}"];

    private static readonly ScriptCompiler Compiler = CreateCompiler();

    [TestCaseSource(nameof(Kept))]
    public void OrdinaryScript_MayRunOnAnEngineThatIsKept(string script) => Assert.That(Compile(script).Traceless, Is.Not.Null);

    [TestCaseSource(nameof(Traces))]
    public void ScriptThatMightLeaveATrace_GetsAnEngineOfItsOwn(string body) => Assert.That(Compile($"function main() {{ {body} }}").Traceless, Is.Null);

    [TestCaseSource(nameof(OutsideFunctions))]
    public void ScriptWithMoreThanFunctions_GetsAnEngineOfItsOwn(string script) => Assert.That(Compile(script).Traceless, Is.Null);

    [Test]
    public void NamesThatValuesInherit_AreAllThatAScriptFinds()
    {
        using var engine = new Engine();
        const string Find = """
            [{}, [], '', 1, true, main, new Date(), new Error(''), new TypeError(''), new RangeError('')].flatMap(value => {
              const names = [];
              for (let holder = Object.getPrototypeOf(value); holder !== null; holder = Object.getPrototypeOf(holder))
                for (const name of Object.getOwnPropertyNames(holder)) {
                  const entry = Object.getOwnPropertyDescriptor(holder, name);
                  if (!('value' in entry) || Object(entry.value) === entry.value) names.push(name);
                }
              return names;
            }).join();
            function main() {}
            """;
        var found = engine.Evaluate(Find).AsString().Split(',');
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found, Does.Contain("constructor").And.Contain("trim").And.Contain("bind"));
            Assert.That(found.Except(InheritedNames.OfValues), Is.Empty);
            Assert.That(InheritedNames.WithSetter, Does.Contain("__proto__"));
        }
    }

    [Test]
    public void AnyChangeOfTheEngine_Shows()
    {
        using var scope = Assert.EnterMultipleScope();
        foreach (var change in (string[])["String.prototype.trim.x = 1", "Object.prototype.x = 1", "Object.freeze(Array.prototype)", "delete Array.prototype.map", "leak = 1", "Object.setPrototypeOf(Number.prototype, null)", "(function* () {}).constructor.prototype.x = 1"])
        {
            using var realm = new Realm();
            var before = realm.Describe();
            realm.Change(change);
            Assert.That(realm.Describe() == before, Is.False, change);
        }
    }

    [Test]
    public async Task WhateverTracelessScriptsDo_TheEngineIsAsItWasMade()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("NFLOW_FUZZ_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Environment.TickCount & 0xffffff;
        await TestContext.Out.WriteLineAsync($"seed {seed}");
        var grammar = new NearlyTraceless(new FuzzRandom(seed));
        using var untouched = new Realm();
        var expected = untouched.Describe();
        var (written, kept) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            using var realm = new Realm();
            var ran = new List<string>();
            while (ran.Count < PerEngine)
            {
                var source = grammar.Script();
                written++;
                if (TryCompile(source) is not { Traceless: not null } script)
                    continue;
                ran.Add(source);
                kept++;
                realm.Run(script);
            }

            Assert.That(realm.Describe() == expected, Is.True, () => $"seed {seed}, one of:\n{string.Join("\n---\n", ran)}");
        }

        await TestContext.Out.WriteLineAsync($"{kept} of {written} scripts were traceless");
    }

    private static ScriptCompiler CreateCompiler()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddNFlowCore();
        using var host = services.BuildServiceProvider();
        return new ScriptCompiler(new ScriptLimits(), new HostNames(host.GetRequiredService<HostSurface>()));
    }

    private static JintScript Compile(string source) => Compiler.CompileNode(source, "node");

    private static JintScript? TryCompile(string source)
    {
        try
        {
            return Compile(source);
        }
        catch (ScriptException)
        {
            return null;
        }
    }
}
