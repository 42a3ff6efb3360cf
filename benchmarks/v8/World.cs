using Microsoft.ClearScript.V8;

namespace NFlow.Runtime.V8Probe;

/// <summary>Ways to give a run its JavaScript world on V8, from separate to shared.</summary>
internal static class World
{
    /// <summary>The host object, in JavaScript: only the answer's text crosses to .NET, nothing of .NET is reachable.</summary>
    public const string Host = "({ JSON: function (status, value) { return JSON.stringify(value); }, HTML: function (status, text) { return text; } })";

    /// <summary>Freezes everything that can be reached from the global object, once per context.</summary>
    public const string Freeze = """
        (function () {
          'use strict';
          const seen = new Set(), open = [globalThis];
          const add = v => { if (v !== null && (typeof v === 'object' || typeof v === 'function') && !seen.has(v)) { seen.add(v); open.push(v); } };
          [function* () {}, async function () {}, async function* () {}, [][Symbol.iterator](), ''[Symbol.iterator](), new Map().entries(), new Set().values(),
            /x/[Symbol.matchAll]('x'), new Uint8Array(1), (function* () {})(), (async function* () {})()].forEach(add);
          while (open.length > 0) {
            const o = open.pop();
            add(Object.getPrototypeOf(o));
            for (const key of Reflect.ownKeys(o)) {
              const d = Object.getOwnPropertyDescriptor(o, key);
              if (!d) continue;
              add(d.value); add(d.get); add(d.set);
            }
          }
          for (const o of seen) if (o !== globalThis) { try { Object.freeze(o); } catch (e) {} }
          for (const key of Reflect.ownKeys(globalThis)) {
            const d = Object.getOwnPropertyDescriptor(globalThis, key);
            if (d.configurable) Object.defineProperty(globalThis, key, 'value' in d ? { ...d, writable: false, configurable: false } : { ...d, configurable: false });
          }
        })();
        """;

    /// <summary>Removes what a run left on the global object. Returns false when something cannot be removed: the context must then be thrown away.</summary>
    public const string Clean = """
        (function () {
          const known = new Set(Reflect.ownKeys(globalThis));
          return function () {
            for (const key of Reflect.ownKeys(globalThis))
              if (!known.has(key) && !Reflect.deleteProperty(globalThis, key)) return false;
            return Reflect.isExtensible(globalThis);
          };
        })();
        """;

    public static V8ScriptEngine NewContext(V8Runtime runtime) =>
        runtime.CreateScriptEngine(V8ScriptEngineFlags.DisableGlobalMembers | V8ScriptEngineFlags.HideHostExceptions);

    public static string Wrap(string step) => "(function (c, payload) {\n" + step + "\n})";
}
