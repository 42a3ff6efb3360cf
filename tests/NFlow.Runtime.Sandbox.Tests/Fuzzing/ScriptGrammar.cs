using System.Globalization;

namespace NFlow.Runtime.Sandbox.Tests.Fuzzing;

/// <summary>Scripts of a small, nasty grammar: everything that recurses, grows, iterates, waits or reflects, combined at random.</summary>
internal sealed class ScriptGrammar(FuzzRandom random)
{
    private const int MostNodes = 400;

    private static readonly string[] Names = ["a", "b", "c1", "payload", "f", "g", "s", "it", "next", "arguments", "globalThis"];

    private static readonly string[] Atoms =
    [
        "1", "-0", "1e9", "2**31", "2**53-1", "-1", "NaN", "Infinity", "''", "'x'", "'x'.repeat(1e5)", "'xy'.repeat(2e5)", "'x'.repeat(6e6)", "Object('x'.repeat(6e6))", "new Uint8Array(9e5)", "{ length: 5e7 }", "/(?<p>x)?(?<q>x)?(y)?(z)?/g", "'\\ud800'", "[]", "{}", "null", "undefined", "true", "[1,2,3]", "Array(1e5)", "Array(9e5).fill(1)",
        "/a*b?/g", "/(x+x+)+y/", "/(?:)/gu", "Symbol.iterator", "Symbol.toPrimitive", "Symbol.species", "Symbol.asyncIterator", "Symbol.replace", "Symbol.split",
        "Object", "Array", "String", "Number", "Promise", "Map", "Set", "WeakMap", "JSON", "Reflect", "Math", "Date", "RegExp", "Proxy", "Error", "AggregateError", "Uint8Array", "ArrayBuffer", "Symbol", "Boolean",
        "Function.prototype", "Object.prototype", "Array.prototype", "Object.prototype.valueOf", "Object.prototype.valueOf.bind({ done: false, value: 1 })", "Reflect.get", "Array.prototype.at", "Map.prototype.get", "String.raw", "Object.create(null)",
        "new Proxy({}, {})", "new Proxy([], Reflect)", "new Proxy(function () {}, {})", "new Proxy({}, new Proxy({}, {}))", "new Map([[1, 2]])", "new Set([1, 2])", "new Date(0)", "new Error('x')", "new Uint8Array(8)", "new Array(3)",
        "(function* () { yield 1; yield* [2]; })()", "(async function* () { yield 1; })()", "(async () => 1)()", "{ length: 1e9 }", "{ length: 2**53-1 }", "{ then(r) { r(this); } }", "{ toString() { return this; } }", "{ toJSON() { return this; } }",
        "{ next: Object, [Symbol.iterator]() { return this; } }", "{ next: Object.prototype.valueOf, done: false, [Symbol.iterator]: Object.prototype.valueOf }", "{ size: 1, has: Boolean, keys: Object }", "{ get x() { return this.x; } }",
        "{ raw: { length: 1e9 } }", "{ flags: 'g', exec: Object }", "{ constructor: { [Symbol.species]: Array } }", "c", "c.Request()", "c.Response()", "console", "crypto", "require('util')", "require('url')", "new URL('http://a/b?c=d')", "vars", "session", "profile", "env",
    ];

    private static readonly string[] Members =
    [
        "map", "filter", "reduce", "reduceRight", "find", "some", "every", "forEach", "concat", "constructor", "prototype", "__proto__", "length", "call", "apply", "bind", "repeat", "replace", "replaceAll", "split", "join", "flat", "flatMap", "sort", "toSorted", "toReversed", "toSpliced", "with", "next",
        "return", "throw", "then", "catch", "finally", "toString", "valueOf", "toJSON", "stringify", "parse", "from", "fromAsync", "of", "keys", "values", "entries", "assign", "create", "all", "allSettled", "any", "race", "resolve", "reject", "withResolvers", "groupBy", "padStart", "padEnd", "fromEntries",
        "normalize", "localeCompare", "match", "matchAll", "search", "exec", "test", "fill", "slice", "splice", "copyWithin", "reverse", "includes", "indexOf", "lastIndexOf", "push", "unshift", "shift", "defineProperty", "defineProperties", "getOwnPropertyDescriptors", "getOwnPropertyNames", "setPrototypeOf", "freeze", "construct", "ownKeys", "at",
        "union", "intersection", "isSubsetOf", "symmetricDifference", "add", "set", "get", "has", "toUpperCase", "trim", "codePointAt", "fromCodePoint", "fromCharCode", "raw", "max", "hypot", "x", "size", "buffer", "subarray", "toLocaleString", "toISOString", "JSON", "String", "HTML", "Redirect", "Bind", "Param", "inspect", "format", "promisify", "log",
    ];

    private static readonly string[] Operators = ["+", "-", "*", "**", "%", "<<", ">>>", "&", "==", "===", "<", "in", "instanceof", "??", "||", "&&", ","];

    private int _nodes;

    public string Script()
    {
        _nodes = 0;
        var count = 1 + random.Below(7);
        return string.Join('\n', Enumerable.Range(0, count).Select(_ => Statement(3)));
    }

    private string Name() => random.Of(Names);

    private string Expression(int depth)
    {
        if (depth == 0 || ++_nodes > MostNodes)
            return random.Once(3) ? Name() : random.Of(Atoms) is var atom && atom.StartsWith('{') ? $"({atom})" : random.Of(Atoms);
        string Inner() => Expression(depth - 1);
        return random.Below(26) switch
        {
            < 6 => $"({Inner()}).{random.Of(Members)}({Inner()})",
            < 8 => $"({Inner()}).{random.Of(Members)}({Inner()}, {Inner()})",
            < 10 => $"({Inner()})?.{random.Of(Members)}",
            10 => $"({Inner()} {random.Of(Operators)} {Inner()})",
            11 => $"[...[{Inner()}], {Inner()}]",
            12 => $"({{ a: {Inner()}, get b() {{ return {Inner()}; }}, toString() {{ return {Inner()}; }}, [Symbol.iterator]() {{ return {Inner()}; }} }})",
            13 => $"((x) => {Inner()})",
            14 => $"(function* () {{ yield {Inner()}; yield* {Inner()}; }})()",
            15 => $"`${{{Inner()}}}${{{Inner()}}}`",
            16 => $"({Inner()})[{Inner()}]",
            17 => $"new ({Inner()})({Inner()})",
            18 => $"(await {Inner()})",
            19 => $"new Proxy({Inner()}, {{ get() {{ return {Inner()}; }} }})",
            20 => $"({{ ...{Inner()} }})",
            21 => $"[...{Inner()}]",
            22 => $"f({Inner()})",
            23 => $"(class extends ({Inner()}) {{ x = {Inner()}; }})",
            24 => $"({Inner()} ? {Inner()} : {Inner()})",
            _ => $"(async () => {Inner()})()",
        };
    }

    private string Statement(int depth)
    {
        string Value() => Expression(Math.Min(depth, 2));
        if (depth == 0 || ++_nodes > MostNodes || random.Once(3))
            return random.Below(9) switch
            {
                < 4 => $"{Name()} = {Value()};",
                < 6 => $"{Value()};",
                6 => $"var [{Name()}, ...b] = {Value()};",
                7 => $"({Value()}).{random.Of(Members)} = {Value()};",
                _ => random.Once(2) ? $"return {Value()};" : $"throw {Value()};",
            };
        string Body() => Statement(depth - 1);
        return random.Below(12) switch
        {
            < 2 => $"for (let i = 0; i < {random.Of(["10", "1e3", "1e5"])}; i++) {{ {Body()} }}",
            < 4 => $"try {{ {Body()} }} catch (e) {{ a = e; {Body()} }} finally {{ b = 1; }}",
            4 => $"function f(x) {{ {Body()} f(x); }} f({Value()});",
            5 => $"function g(x) {{ {Body()} return {Value()}; }} g({Value()});",
            6 => $"for (const x of {Value()}) {{ {Body()} }}",
            7 => random.Once(2) ? $"for (const x in {Value()}) {{ {Body()} }}" : $"var {{ x, ...b }} = {Value()}; {Body()}",
            8 => $"while (true) {{ {Body()} }}",
            9 => $"if ({Value()}) {{ {Body()} }} else {{ {Body()} }}",
            10 => $"Object.defineProperty({Value()}, {random.Of(["'x'", "'then'", "'length'", "'constructor'", "Symbol.iterator", "'toJSON'", "'next'"])}, {{ get() {{ {Body()} return {Value()}; }}, configurable: true }});",
            _ => string.Create(CultureInfo.InvariantCulture, $"for (let n = 0; n < {random.Below(40)}; n++) s = [s, s, {Value()}];"),
        };
    }
}
