namespace NFlow.Runtime.Sandbox.Tests.HostFunctions;

/// <summary>Arguments that no author would pass by mistake, as JavaScript.</summary>
internal static class HostileArguments
{
    /// <summary>Each is an expression; evaluated anew for every call, so that what a call does to one is not seen by the next.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "undefined", "null", "true", "NaN", "-Infinity", "-1", "0.5", "1e308", "2 ** 53", "4294967296",
        "''", "'x'", "'\\u0000'", "'\\ud800'", "'../../../x'", "'/x'", "'a\\r\\nb: c'", "'{{'", "'{{range .}}{{.}}{{end}}'", "'%00%'", "'((a+)+)+$'", "'[['.repeat(5e4)", "'x'.repeat(1e6)", "'2 ** 53'", "'__proto__'", "'constructor'",
        "Symbol('x')", "Symbol.iterator", "() => 1", "function () { throw new Error('mine'); }", "async () => { throw new Error('mine'); }", "class {}", "function* () {}",
        "[]", "[[]]", "[null, undefined, NaN]", "Array(1000)", "Array(1e5).fill('x')", "{ length: 2 ** 53 - 1 }", "{ length: -1 }", "[1, 2, 300, -1, 'x']",
        "{}", "Object.create(null)", "{ a: { b: { c: 1 } } }", "{ '': 1, '\\u0000': 2, __proto__: 3 }", "Object.freeze({ a: 1 })",
        "(() => { const o = {}; o.o = o; return o; })()", "(() => { const a = []; a.push(a); return a; })()", "(() => { let o = {}; for (let i = 0; i < 3000; i++) o = { o }; return o; })()", "(() => { let a = []; for (let i = 0; i < 3000; i++) a = [a]; return a; })()",
        "{ get a() { throw new Error('mine'); }, get name() { throw new Error('mine'); }, get length() { throw new Error('mine'); } }",
        "{ toString() { throw new Error('mine'); }, valueOf() { throw new Error('mine'); } }", "{ toString() { return {}; }, valueOf() { return {}; } }", "{ [Symbol.toPrimitive]() { return Symbol(); } }", "{ toJSON() { throw new Error('mine'); } }", "{ toJSON() { return () => 1; } }",
        "new Proxy({}, {})", "new Proxy([], {})", "new Proxy({}, { get() { throw new Error('mine'); }, has() { throw new Error('mine'); }, ownKeys() { throw new Error('mine'); }, getOwnPropertyDescriptor() { throw new Error('mine'); } })",
        "(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; })()", "(() => { const { proxy, revoke } = Proxy.revocable([], {}); revoke(); return proxy; })()", "(() => { const { proxy, revoke } = Proxy.revocable(function () {}, {}); revoke(); return proxy; })()",
        "new Date(NaN)", "new Date(8.64e15)", "/x/g", "new Map([[1, 2]])", "new Set([1])", "new WeakMap()", "new Error('mine')", "Object.assign(new Error('mine'), { message: {} })", "Promise.resolve(1)", "Promise.reject(new Error('mine'))", "{ then() { throw new Error('mine'); } }",
        "new Uint8Array(3)", "new ArrayBuffer(3)", "new Float64Array([NaN])", "new (class extends Array {})(3)", "Object(1)", "Object('x')", "Object(Symbol('x'))", "arguments", "globalThis", "c", "Object.getPrototypeOf(globalThis)", "payload",
        "{ url: 'x', method: {}, headers: { a: 'b\\r\\nc' }, body: () => 1, timeout: -1 }", "{ to: ['x'], subject: {}, html: 1, attachments: [{ path: '../x' }], from: 'a\\r\\nb' }", "{ name: '../x', value: '\\r\\n', maxAge: NaN, expires: {}, path: '\\n', domain: '\\0', sameSite: 'x' }",
    ];
}
