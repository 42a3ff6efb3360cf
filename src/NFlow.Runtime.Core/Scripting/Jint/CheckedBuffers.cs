using Acornima.Ast;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>Buffers and typed arrays that ask for memory before they take it.</summary>
internal static class CheckedBuffers
{
    private static readonly Prepared<Script> Source = Engine.PrepareScript(
        """
        (function (T, check) {
          'use strict';
          const size = T.BYTES_PER_ELEMENT || 1, base = Object.getPrototypeOf(T), construct = Reflect.construct;
          const C = { [T.name]: function (...given) {
            if (!new.target) return T();
            const a = given[0];
            check(typeof a === 'number' ? a * size : a && a.length !== undefined && a.byteLength === undefined ? a.length * size : 0, a);
            if (size === 1 && T.name === 'ArrayBuffer') given.length = Math.min(given.length, 1);
            return construct(T, given, new.target === C ? T : new.target);
          } }[T.name];
          for (const key of Reflect.ownKeys(T)) if (key !== 'length' && key !== 'name') Object.defineProperty(C, key, Object.getOwnPropertyDescriptor(T, key));
          Object.setPrototypeOf(C, base);
          Object.defineProperty(T.prototype, 'constructor', { value: C, writable: true, configurable: true });
          for (const key of ['resize', 'transfer', 'transferToFixedLength']) if (key in T.prototype) delete T.prototype[key];
          if (base.from) for (const key of ['from', 'of']) {
            const original = base[key];
            if (original.name === key && !original.checked) {
              const replaced = { [key](...given) { const a = given[0]; check(key === 'of' ? given.length * 8 : a && a.length * 8 || 0); return Reflect.apply(original, this, given); } }[key];
              Object.defineProperty(replaced, 'checked', { value: true });
              Object.defineProperty(base, key, { value: replaced, writable: true, configurable: true });
            }
          }
          return C;
        })
        """,
        "nflow");

    public static JsValue Wrap(JintScope scope, JsValue constructor)
    {
        var check = new CheckedFunction("", 1, static (owner, _, _, arguments) =>
        {
            owner.Budget.EnsureMemory((long)Math.Clamp(TypeConverter.ToNumber(arguments[0]) is var bytes && double.IsNaN(bytes) ? 0 : bytes, 0, long.MaxValue / 4));
            return JsValue.Undefined;
        });
        return (ObjectInstance)scope.Engine.Call(scope.Engine.Evaluate(Source), constructor, check.Create(scope, null));
    }
}
