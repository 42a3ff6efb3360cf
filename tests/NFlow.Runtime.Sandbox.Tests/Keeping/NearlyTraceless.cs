using NFlow.Runtime.Sandbox.Tests.Fuzzing;
using NFlow.Runtime.Scripting.Jint;

namespace NFlow.Runtime.Sandbox.Tests.Keeping;

/// <summary>Random scripts of the kind that may be kept, some of them just not: ordinary data, and now and then a way to something that the engine made.</summary>
internal sealed class NearlyTraceless(FuzzRandom random)
{
    private static readonly string[] Names = ["payload", "payload", "payload", "next", "a", "b", "e", "form", "c", "undefined"];

    private static readonly string[] Targets = ["payload", "payload", "payload", "next", "a", "a", "a", "b", "b", "b", "leak", "step", "String", "e"];

    private static readonly string[] Inherited = [.. InheritedNames.OfValues.Order(StringComparer.Ordinal)];

    private static readonly string[] Data = ["text", "list", "inner", "k", "length", "message", "x", "when", "name", "stack", "cause"];

    private static readonly string[] Called = ["trim", "toString", "slice", "push", "pop", "reverse", "shift", "charAt", "toUpperCase", "hasOwnProperty", "getTime", "toISOString", "toFixed", "substring", "JSON", "Get", "String"];

    private static readonly string[] Atoms = ["1", "'x'", "''", "true", "null", "[]", "{}", "[1, 2]", "{ x: 1, list: [] }", "this", "String", "Object", "new Date(0)", "new Error('x')", "Error('y')", "globalThis", "arguments", "step", "`t`", "/x/", "() => 1", "''[0]", "Symbol.iterator"];

    public string Script() =>
        $"function step(a, {random.Of(["b", "{ x: b }", "b = payload.inner"])}) {{ {Statements(2)} return {Expression(2)}; }}\n"
        + $"function main() {{ {random.Of(["var", "let", "const"])} a = {Expression(2)}; {Statements(3)} var b = step({Expression(1)}, {Expression(1)}); {Statements(2)} if (b !== undefined) payload = b; }}";

    private string Member() => random.Once(25) ? random.Of(Inherited) : random.Of(Data);

    private string Expression(int depth)
    {
        if (depth == 0)
            return random.Once(3) ? Atom() : random.Of(Names);
        string Inner() => Expression(depth - 1);
        return random.Below(14) switch
        {
            < 3 => $"{Base(depth)}.{Member()}",
            < 5 => $"{Base(depth)}.{(random.Once(20) ? random.Of(Inherited) : random.Of(Called))}({Inner()})",
            5 => $"{Base(depth)}?.{Member()}",
            6 => $"({Inner()} {random.Of(["+", "-", "===", "<", "&&", "||", "??", ",", "in", "instanceof"])} {Inner()})",
            7 => $"({Target(depth)} {random.Of(["=", "=", "=", "+=", "??=", "||=", "&&="])} {Inner()})",
            8 => $"({{ {random.Of(["x", "text", "k", "list", "inner", "__proto__", "toString", "'y'"])}: {Inner()}, inner: {Inner()} }})",
            9 => $"[{Inner()}, {Inner()}]",
            10 => $"({Inner()} ? {Inner()} : {Inner()})",
            11 => $"{random.Of(["typeof", "void", "!", "delete"])} {Base(depth)}.{Member()}",
            12 => $"{random.Of(["String", "Number", "step", "parseInt", "new Error", "new Date"])}({Inner()})",
            _ => $"`${{{Inner()}}}`",
        };
    }

    private string Base(int depth) => random.Once(3) ? $"({Expression(depth - 1)})" : random.Of(Names);

    private string Target(int depth) => random.Once(2) ? random.Of(Targets) : $"{Base(depth)}.{Member()}";

    private string Atom() => random.Of(Atoms) is var atom && atom.StartsWith('{') ? $"({atom})" : random.Once(6) ? random.Of(Atoms) : "'x'";

    private string Statements(int count) => string.Concat(Enumerable.Range(0, random.Below(count + 1)).Select(_ => Statement(count - 1)));

    private string Statement(int depth) => random.Below(9) switch
    {
        < 3 => $"{Target(1)} = {Expression(2)}; ",
        3 => $"{Expression(2)}; ",
        4 => $"if ({Expression(1)}) {{ {Statements(depth)} }} else {{ let e = {Expression(1)}; {Statements(depth)} }} ",
        5 => $"try {{ {Statements(depth)} throw {Expression(1)}; }} catch (e) {{ {Statements(depth)} }} ",
        6 => $"{{ let {random.Of(["e", "leak", "x1"])} = {Expression(1)}; {Statements(depth)} }} ",
        7 => $"var {{ {Member()}: b, x }} = {Expression(1)}; ",
        _ => $"{Base(1)}.{Member()}{random.Of(["++", "--"])}; ",
    };
}
