using System.Collections.Frozen;
using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating.Execution.Functions;

/// <summary>The functions a template can call, by name.</summary>
internal static class BuiltinFunctions
{
    public const string And = "and";
    public const string Or = "or";

    private static readonly FrozenDictionary<string, BuiltinFunction> All = new BuiltinFunction[]
    {
        new("call", 1, BuiltinFunction.Unlimited, (_, arguments) => throw new TemplateFaultException(
            $"error calling call: a value of type {arguments[0].TypeName} is not a function")),
        new("eq", 1, BuiltinFunction.Unlimited, (run, arguments) => Truth(Comparison.IsAnyEqual(run, arguments))),
        new("ge", 2, 2, (run, arguments) => Truth(!Comparison.IsLess(run, "ge", arguments[0], arguments[1]))),
        new("gt", 2, 2, (run, arguments) => Truth(!Comparison.IsLessOrEqual(run, "gt", arguments[0], arguments[1]))),
        new("html", 0, BuiltinFunction.Unlimited, (run, arguments) => Text(TextFunctions.Html(run, arguments))),
        new("index", 1, BuiltinFunction.Unlimited, (run, arguments) => Elements.Index(run, arguments)),
        new("js", 0, BuiltinFunction.Unlimited, (run, arguments) => Text(TextFunctions.Js(run, arguments))),
        new("le", 2, 2, (run, arguments) => Truth(Comparison.IsLessOrEqual(run, "le", arguments[0], arguments[1]))),
        new("len", 1, 1, (run, arguments) => TemplateValue.FromInteger(Elements.Length(run, arguments[0]), IntegerType.Int)),
        new("lt", 2, 2, (run, arguments) => Truth(Comparison.IsLess(run, "lt", arguments[0], arguments[1]))),
        new("ne", 2, 2, (run, arguments) => Truth(!Comparison.IsAnyEqual(run, arguments))),
        new("not", 1, 1, (_, arguments) => Truth(!arguments[0].IsTruthy)),
        new("print", 0, BuiltinFunction.Unlimited, (run, arguments) => Text(TextFunctions.Print(run, arguments))),
        new("printf", 1, BuiltinFunction.Unlimited, (run, arguments) => Text(TextFunctions.Printf(run, arguments))),
        new("println", 0, BuiltinFunction.Unlimited, (run, arguments) => Text(TextFunctions.PrintLine(run, arguments))),
        new("slice", 1, BuiltinFunction.Unlimited, (run, arguments) => Elements.Slice(run, arguments)),
        new("unescapeHTML", 1, 1, (_, arguments) => TemplateValue.FromHtml(TextFunctions.RequireString("unescapeHTML", arguments[0]))),
        new("urlquery", 0, BuiltinFunction.Unlimited, (run, arguments) => Text(TextFunctions.UrlQuery(run, arguments))),
    }.ToFrozenDictionary(function => function.Name, StringComparer.Ordinal);

    /// <summary>Prints its arguments into one text, for an escaping function that then works on it.</summary>
    public static BuiltinFunction Concatenate { get; } =
        new("print", 0, BuiltinFunction.Unlimited, (run, arguments) => Text(TextFunctions.Print(run, arguments)));

    public static bool Exists(string name) => name is And or Or || All.ContainsKey(name);

    public static BuiltinFunction Get(string name) => All[name];

    private static TemplateValue Truth(bool value) => TemplateValue.FromBoolean(value);

    private static TemplateValue Text(string value) => TemplateValue.FromText(value);
}
