using Microsoft.ClearScript;
using Microsoft.ClearScript.V8;

namespace NFlow.Runtime.V8Probe;

/// <summary>One run tries to leave something behind, the next looks for it. Leaks per way of sharing.</summary>
internal static class PollutionProbe
{
    /// <summary>Name, what the first run does, what the second sees when it leaked (true).</summary>
    private static readonly (string Name, string Attack, string Victim)[] Probes =
    [
        ("global by assignment", "leak = 's'", "typeof leak !== 'undefined'"),
        ("global that cannot be deleted", "Object.defineProperty(globalThis, 'leak', { value: 's' })", "typeof leak !== 'undefined'"),
        ("symbol on the global object", "globalThis[Symbol.for('k')] = 's'", "globalThis[Symbol.for('k')] === 's'"),
        ("Object.prototype", "Object.prototype.leak = 's'", "({}).leak === 's'"),
        ("Object.prototype.toJSON", "Object.prototype.toJSON = function () { return 's'; }", "JSON.stringify({}) !== '{}'"),
        ("Array.prototype.map", "Array.prototype.map = function () { return 's'; }", "[1].map(function (x) { return x; }) === 's'"),
        ("through __proto__", "[].__proto__.leak = 's'", "[].leak === 's'"),
        ("Function.prototype.call", "Function.prototype.call = function () { return 's'; }", "(function () {}).call() === 's'"),
        ("JSON.stringify", "JSON.stringify = function () { return 's'; }", "JSON.stringify({}) === 's'"),
        ("JSON replaced", "JSON = { stringify: function () { return 's'; } }", "JSON.stringify({}) === 's'"),
        ("Date.now", "Date.now = function () { return 7; }", "Date.now() === 7"),
        ("Math.random", "Math.random = function () { return 7; }", "Math.random() === 7"),
        ("Promise.prototype.then", "Promise.prototype.then = function () { return 's'; }", "Promise.resolve().then() === 's'"),
        ("iterator prototype", "Object.getPrototypeOf([][Symbol.iterator]()).next = function () { return { done: true }; }", "[...[1, 2]].length !== 2"),
        ("generator prototype", "Object.getPrototypeOf(function* () {}).prototype.next = function () { return 's'; }", "(function* () {})().next() === 's'"),
        ("async function prototype", "Object.getPrototypeOf(async function () {}).leak = 's'", "Object.getPrototypeOf(async function () {}).leak === 's'"),
        ("typed array prototype", "Object.getPrototypeOf(Uint8Array.prototype).leak = 's'", "new Uint8Array(1).leak === 's'"),
        ("RegExp.$1", "/(secret)/.exec('my secret')", "RegExp.$1 === 'secret'"),
        ("RegExp.input", "/x/.test('x of another run')", "RegExp.input === 'x of another run'"),
        ("Error.stackTraceLimit", "Error.stackTraceLimit = 7; Error.leak = 's'", "Error.leak === 's' || Error.stackTraceLimit === 7"),
        ("Error.prepareStackTrace", "Error.prepareStackTrace = function () { return 's'; }", "new Error().stack === 's'"),
        ("host object", "c.leak = 's'", "c.leak === 's'"),
        ("host object frozen", "Object.freeze(c)", "Object.isFrozen(c)"),
        ("the step's own function", "arguments.callee.leak = 's'", "step.leak === 's'"),
        ("Symbol property of Symbol", "Symbol.leak = 's'", "Symbol.leak === 's'"),
        ("global object sealed", "Object.preventExtensions(globalThis)", "!Object.isExtensible(globalThis)"),
        ("job queued for later", "(function again(n) { Promise.resolve().then(function () { if (n) again(n - 1); else globalThis.leak = 's'; }); })(1000)", "typeof leak !== 'undefined'"),
        ("finalizer that runs in another's time", "globalThis.leak = new FinalizationRegistry(function () {})", "typeof leak !== 'undefined'"),
        ("ClearScript's own globals", "EngineInternal.leak = 's'", "EngineInternal.leak === 's'"),
    ];

    private static readonly (string Name, string Script)[] Habits =
    [
        ("err.name = 'X'", "var e = new Error('m'); e.name = 'X'; return e.name === 'X';"),
        ("o.toString = f", "var o = {}; o.toString = function () { return 's'; }; return String(o) === 's';"),
        ("class with toString", "class A { toString() { return 's'; } } return String(new A()) === 's';"),
        ("String.prototype.shout = f", "String.prototype.shout = function () { return this + '!'; }; return 'a'.shout() === 'a!';"),
        ("undeclared variable", "total = 3; return total === 3;"),
    ];

    public static void Run()
    {
        (string Name, Func<IWorlds> Create)[] ways =
        [
            ("pooled, not reset", () => new SharedContext(isFrozen: false)),
            ("pooled, frozen, cleaned", () => new SharedContext(isFrozen: true)),
            ("fresh context, shared isolate", () => new SharedIsolate()),
        ];
        Console.WriteLine($"| probe | {string.Join(" | ", ways.Select(way => way.Name))} |");
        Console.WriteLine($"|---|{string.Concat(ways.Select(_ => "---|"))}");
        var leaks = new int[ways.Length];
        foreach (var probe in Probes)
        {
            var cells = new List<string>();
            for (var i = 0; i < ways.Length; i++)
            {
                using var worlds = ways[i].Create();
                var discarded = !worlds.Run(probe.Attack);
                var leaked = worlds.Look(probe.Victim);
                leaks[i] += leaked ? 1 : 0;
                cells.Add(leaked ? "LEAKS" : discarded ? "no (context discarded)" : "no");
            }

            Console.WriteLine($"| {probe.Name} | {string.Join(" | ", cells)} |");
        }

        Console.WriteLine($"| **leaks of {Probes.Length}** | {string.Join(" | ", leaks)} |");
        Console.WriteLine();
        using var frozen = new SharedContext(isFrozen: true);
        foreach (var habit in Habits)
            Console.WriteLine($"frozen, does it still work? {habit.Name}: {(frozen.Holds(habit.Script) ? "yes" : "NO")}");
        using var names = new SharedIsolate();
        Console.WriteLine($"globals beyond the language: {names.Text("Reflect.ownKeys(globalThis).filter(k => /Engine|Host|ClearScript|xHost/i.test(String(k))).map(String).join(', ')")}");
    }

    private interface IWorlds : IDisposable
    {
        /// <returns>False when the world had to be thrown away after the run.</returns>
        bool Run(string attack);

        bool Look(string condition);
    }

    private sealed class SharedContext : IWorlds
    {
        private readonly V8Runtime _runtime = new();
        private readonly bool _isFrozen;
        private V8ScriptEngine _engine;
        private ScriptObject? _clean;
        private object? _host;

        public SharedContext(bool isFrozen)
        {
            _isFrozen = isFrozen;
            _engine = Create();
        }

        public bool Run(string attack)
        {
            // Pooled at its fastest keeps function and host object; pooled as safely as it can be evaluates both anew for each run.
            _host ??= _engine.Evaluate(World.Host);
            if (!_isFrozen)
                _engine.Execute("var step = " + World.Wrap(attack));
            Attempt(_engine, _isFrozen ? World.Wrap(attack) : "step", _host);
            if (_isFrozen)
                _host = null;
            if (_clean is null || _clean.Invoke(false) is true)
                return true;
            _engine.Dispose();
            _engine = Create();
            return false;
        }

        public bool Look(string condition) => Holds($"var step = {(_isFrozen ? "function () {}" : "globalThis.step || function () {}")}; return {condition};");

        public bool Holds(string body) =>
            ((ScriptObject)_engine.Evaluate($"(function (c) {{ try {{ {body} }} catch (e) {{ return false; }} }})")).Invoke(false, _host ?? _engine.Evaluate(World.Host)) is true;

        public void Dispose()
        {
            _engine.Dispose();
            _runtime.Dispose();
        }

        private V8ScriptEngine Create()
        {
            var engine = World.NewContext(_runtime);
            if (_isFrozen)
            {
                engine.Execute(World.Freeze);
                _clean = (ScriptObject)engine.Evaluate(World.Clean);
            }

            return engine;
        }
    }

    private sealed class SharedIsolate : IWorlds
    {
        private readonly V8Runtime _runtime = new();

        public bool Run(string attack)
        {
            using var engine = World.NewContext(_runtime);
            Attempt(engine, World.Wrap(attack), engine.Evaluate(World.Host));
            return true;
        }

        public bool Look(string condition)
        {
            using var engine = World.NewContext(_runtime);
            return ((ScriptObject)engine.Evaluate($"(function (c) {{ var step = function () {{}}; try {{ return {condition}; }} catch (e) {{ return false; }} }})")).Invoke(false, engine.Evaluate(World.Host)) is true;
        }

        public string Text(string expression)
        {
            using var engine = World.NewContext(_runtime);
            return (string)engine.Evaluate(expression);
        }

        public void Dispose() => _runtime.Dispose();
    }

    private static void Attempt(V8ScriptEngine engine, string function, object host)
    {
        try
        {
            ((ScriptObject)engine.Evaluate(function)).Invoke(false, host, Undefined.Value);
        }
        catch (ScriptEngineException)
        {
            // An attack that fails has left nothing; what follows looks.
        }
    }
}
