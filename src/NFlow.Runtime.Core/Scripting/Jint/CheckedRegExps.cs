using Acornima.Ast;
using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Native.Symbol;
using Jint.Runtime.Descriptors;
using NFlow.Runtime.HostApi;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>
/// Matching by regular expressions that a script has bent: natively, what their <c>exec</c> claims is believed, up to a billion groups.
/// Those take the language's own algorithm, written in JavaScript, where each step counts; so does collecting the matches of a long text.
/// </summary>
internal sealed class CheckedRegExps
{
    /// <summary>Characters from which on matches are collected one by one.</summary>
    private const int LongText = 100_000;

    private static readonly Prepared<Script> Source = Engine.PrepareScript(EmbeddedScript.ReadOfEngine("regexps.js"), "nflow");

    private static readonly JsString Exec = new("exec");
    private static readonly JsString Flags = new("flags");
    private static readonly JsString Constructor = new("constructor");

    /// <summary>Each match may be as large as its expression has groups.</summary>
    private static readonly CheckedFunction MatchAll = new("[Symbol.matchAll]", 1, static (scope, original, thisValue, arguments) =>
        CheckedIteration.WrapIterator(scope, scope.CallOriginal(original, thisValue, arguments)));

    private readonly JintScope _scope;
    private readonly ObjectInstance _prototype;
    private readonly JsValue _constructor;
    private readonly JsValue _exec;
    private ObjectInstance? _steps;

    private CheckedRegExps(JintScope scope)
    {
        _scope = scope;
        _constructor = scope.Engine.Intrinsics.RegExp;
        _prototype = (ObjectInstance)_constructor.Get("prototype");
        _exec = _prototype.Get(Exec);
        Replace(GlobalSymbolRegistry.Match, "match", 1, static (owner, expression, arguments) => !owner.IsPlain(expression) || IsLong(arguments));
        Replace(GlobalSymbolRegistry.Replace, "replace", 2, static (owner, expression, _) => !owner.IsPlain(expression));
        Replace(GlobalSymbolRegistry.Split, "split", 2, static (owner, expression, arguments) => !owner.IsPlain(expression) || IsLongWithGroups(expression, arguments));
        var all = (Function)_prototype.Get(GlobalSymbolRegistry.MatchAll);
        _prototype.FastSetProperty(GlobalSymbolRegistry.MatchAll, PropertyDescriptor.CreateLazy((scope, all), static made => MatchAll.Create(made.scope, made.all), PropertyFlag.NonEnumerable));
    }

    public static void Apply(JintScope scope) => _ = new CheckedRegExps(scope);

    private static bool IsLong(JsValue[] arguments) => arguments.Length > 0 && arguments[0] is JsString { Length: > LongText };

    /// <summary>Splitting gives each group for each match.</summary>
    private static bool IsLongWithGroups(ObjectInstance expression, JsValue[] arguments) =>
        arguments.Length > 0 && arguments[0] is JsString text && expression is JsRegExp { Source: var source }
        && text.Length * (long)source.AsSpan().Count('(') > LongText;

    private void Replace(JsSymbol symbol, string name, int length, Func<CheckedRegExps, ObjectInstance, JsValue[], bool> isStepwise)
    {
        var original = (Function)_prototype.Get(symbol);
        var replacement = new CheckedFunction($"[Symbol.{name}]", length, (scope, function, thisValue, arguments) =>
        {
            scope.Budget.ChargeOperations(1);
            return thisValue is ObjectInstance expression && isStepwise(this, expression, arguments)
                ? scope.CallOriginal(Steps.Get(name), expression, arguments)
                : scope.CallOriginal(function, thisValue, arguments);
        });
        _prototype.FastSetProperty(symbol, PropertyDescriptor.CreateLazy((_scope, replacement, original), static made => made.replacement.Create(made._scope, made.original), PropertyFlag.NonEnumerable));
    }

    private ObjectInstance Steps => _steps ??= (ObjectInstance)_scope.Engine.Call(_scope.Engine.Evaluate(Source), _constructor, _exec);

    /// <summary>Whether nothing that matching asks of a regular expression is the script's own.</summary>
    private bool IsPlain(ObjectInstance expression) =>
        expression is JsRegExp
        && ReferenceEquals(expression.Prototype, _prototype)
        && !expression.HasOwnProperty(Exec) && !expression.HasOwnProperty(Flags) && !expression.HasOwnProperty(Constructor)
        && ReferenceEquals(_prototype.GetOwnProperty(Exec).Value, _exec)
        && ReferenceEquals(_prototype.GetOwnProperty(Constructor).Value, _constructor)
        && !_prototype.GetOwnProperty(Flags).IsDataDescriptor();
}
