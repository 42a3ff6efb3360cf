using CsCheck;

namespace NFlow.Runtime.Sandbox.Tests.Attacks;

/// <summary>Scripts of a small, nasty grammar: everything that recurses, grows, iterates or reflects, combined at random.</summary>
internal static class ScriptGrammar
{
    private static readonly string[] Names = ["a", "b", "c1", "payload", "f", "g", "s", "it"];

    private static readonly string[] Atoms =
    [
        "1", "-0", "1e9", "2**31", "NaN", "''", "'x'", "'x'.repeat(1e5)", "[]", "{}", "null", "undefined", "[1,2,3]", "/a*b?/g", "Symbol.iterator",
        "Object", "Array", "String", "Promise", "Map", "Set", "JSON", "Reflect", "Math", "globalThis", "Function.prototype", "Object.prototype",
        "new Proxy({}, {})", "new Map([[1, 2]])", "new Date(0)", "(function* () { yield 1; yield* [2]; })()", "{ length: 1e9 }", "{ next: Object, [Symbol.iterator]() { return this; } }",
    ];

    private static readonly string[] Members =
    [
        "map", "concat", "constructor", "prototype", "__proto__", "length", "call", "apply", "bind", "repeat", "replace", "replaceAll", "split", "join", "flat", "sort", "next",
        "return", "then", "toString", "valueOf", "toJSON", "stringify", "parse", "from", "keys", "values", "entries", "assign", "create", "all", "race", "groupBy", "padEnd",
        "normalize", "match", "matchAll", "fill", "slice", "splice", "reverse", "includes", "indexOf", "defineProperty", "getOwnPropertyDescriptors", "construct", "at", "with", "x",
    ];

    private static readonly Gen<string> Name = OneOf(Names);

    private static readonly Gen<string> Atom = Gen.Frequency((3, OneOf(Atoms)), (2, Name));

    public static Gen<string> Script { get; } = Statement(3).Array[1, 8].Select(statements => string.Join('\n', statements));

    /// <summary>A script that somebody bent: characters cut out, doubled or swapped.</summary>
    public static Gen<string> Mutated { get; } = Gen.Select(Script, Gen.Int[0, 400], Gen.Int[0, 40], Gen.Int[0, 2], (script, start, length, kind) =>
    {
        start = Math.Min(start, script.Length);
        length = Math.Min(length, script.Length - start);
        return kind switch
        {
            0 => script.Remove(start, length),
            1 => script.Insert(start, script.Substring(start, length)),
            _ => script[start..] + script[..start],
        };
    });

    private static Gen<string> OneOf(string[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static Gen<string> Expression(int depth)
    {
        if (depth == 0)
            return Atom;
        var inner = Expression(depth - 1);
        return Gen.Frequency(
            (3, Atom),
            (4, Gen.Select(inner, OneOf(Members), inner, (target, member, argument) => $"({target}).{member}({argument})")),
            (2, Gen.Select(inner, OneOf(Members), (target, member) => $"({target})?.{member}")),
            (2, Gen.Select(inner, inner, (left, right) => $"({left} + {right})")),
            (2, inner.Select(value => $"[...[{value}], {value}]")),
            (2, inner.Select(value => $"({{ a: {value}, get b() {{ return {value}; }}, toString() {{ return {value}; }} }})")),
            (2, inner.Select(value => $"((x) => {value})")),
            (1, inner.Select(value => $"(function* () {{ yield {value}; yield* [{value}]; }})()")),
            (1, inner.Select(value => $"`${{{value}}}${{{value}}}`")),
            (1, Gen.Select(inner, inner, (target, key) => $"({target})[{key}]")),
            (1, Gen.Select(inner, inner, (type, argument) => $"new ({type})({argument})")),
            (1, inner.Select(value => $"(await {value})")));
    }

    private static Gen<string> Statement(int depth)
    {
        var expression = Expression(Math.Min(depth, 2));
        var simple = Gen.Frequency(
            (4, Gen.Select(Name, expression, (name, value) => $"{name} = {value};")),
            (2, expression.Select(value => $"{value};")),
            (1, Gen.Select(Name, expression, (name, value) => $"var [{name}, ...b] = {value};")),
            (1, expression.Select(value => $"return {value};")),
            (1, expression.Select(value => $"throw {value};")));
        if (depth == 0)
            return simple;
        var inner = Statement(depth - 1);
        return Gen.Frequency(
            (4, simple),
            (2, inner.Select(body => $"for (let i = 0; i < 1e5; i++) {{ {body} }}")),
            (2, inner.Select(body => $"try {{ {body} }} catch (e) {{ a = e; }} finally {{ b = 1; }}")),
            (2, Gen.Select(Name, inner, (name, body) => $"function {name}() {{ {body} {name}(); }} {name}();")),
            (1, Gen.Select(expression, inner, (value, body) => $"for (const x of {value}) {{ {body} }}")),
            (1, Gen.Select(expression, inner, (value, body) => $"for (const x in {value}) {{ {body} }}")),
            (1, inner.Select(body => $"while (true) {{ {body} }}")));
    }
}
