using Jint;
using NFlow.Runtime.Scripting.Jint;

namespace NFlow.Runtime.Sandbox.Tests.Keeping;

/// <summary>An engine that a flow would keep, and everything that can be found in it written down, so that a change of anything shows.</summary>
internal sealed class Realm : IDisposable
{
    /// <summary>Walks from the global object and from what only syntax leads to: extensibility, prototype, and each property with its attributes.</summary>
    private const string Walk = """
        (function () {
          const numbers = new Map(), open = [], lines = [];
          const note = value => {
            if (Object(value) !== value) return typeof value + ' ' + String(value);
            if (!numbers.has(value)) { numbers.set(value, numbers.size); open.push(value); }
            return '#' + numbers.get(value);
          };
          [globalThis, function* () {}, async function () {}, async function* () {}, [][Symbol.iterator](), ''[Symbol.iterator](), new Map().entries(), new Set().values(), /x/[Symbol.matchAll]('')].forEach(note);
          for (let i = 0; i < open.length; i++) {
            const holder = open[i];
            lines.push(i + ' ' + Object.isExtensible(holder) + ' ' + note(Object.getPrototypeOf(holder)));
            for (const key of Reflect.ownKeys(holder)) {
              const entry = Object.getOwnPropertyDescriptor(holder, key);
              lines.push('  ' + String(key) + ' ' + entry.writable + entry.enumerable + entry.configurable + ' ' + ('value' in entry ? note(entry.value) : note(entry.get) + ' ' + note(entry.set)));
            }
          }
          return lines.join('\n');
        })()
        """;

    private const string Host = """
        var payload = { text: 'one', list: [1, 2, 3], inner: { k: 1 }, when: null }, next = 'output_1', form = { a: ['x'] };
        var c = { JSON: function () { return arguments; }, String: String, Get: function (x) { return x; } };
        """;

    private static readonly Options Options = new();

    private readonly KeptEngine _kept = new(new Engine(Options), Options, new EngineQuota(), new FlowEngines(new EngineQuota()));

    /// <summary>Runs a script as a run of its own and puts the engine back, whatever the script does.</summary>
    public void Run(JintScript script)
    {
        _kept.Engine.Execute(Host);
        try
        {
            _kept.Run(script);
        }
        catch (JintException)
        {
            // A run that fails loses its engine; here it must be clean even so.
        }

        _kept.Restore(0);
    }

    /// <summary>Does in the engine what no traceless script can.</summary>
    public void Change(string script) => _kept.Engine.Execute(script);

    public string Describe() => _kept.Engine.Evaluate(Walk).AsString();

    public void Dispose() => _kept.Dispose();
}
