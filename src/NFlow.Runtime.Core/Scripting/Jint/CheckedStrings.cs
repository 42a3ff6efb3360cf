using System.Globalization;
using System.Text;
using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Runtime;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>String functions whose result or work can be a product of their arguments.</summary>
internal static class CheckedStrings
{
    /// <summary>Characters compared at most by one search: text times pattern.</summary>
    private const long MaxSearchWork = 20_000_000_000;

    /// <summary>Characters that normalisation takes at most; it reorders runs of combining marks one by one.</summary>
    private const int MaxNormalized = 100_000;

    private const int MaxCombiningRun = 256;

    private const int MaxEscapeLength = 9;

    public static JsValue Concat(JintScope scope, Function? original, JsValue thisValue, JsValue[] arguments)
    {
        var parts = new string[arguments.Length + 1];
        parts[0] = Text(scope, thisValue);
        long length = parts[0].Length;
        for (var i = 0; i < arguments.Length; i++)
        {
            parts[i + 1] = TypeConverter.ToString(arguments[i]);
            length += parts[i + 1].Length;
        }

        scope.EnsureStringLength(length);
        return JsString.Create(string.Concat(parts));
    }

    public static JsValue Repeat(JintScope scope, Function? original, JsValue thisValue, JsValue[] arguments)
    {
        var text = Text(scope, thisValue);
        var count = TypeConverter.ToIntegerOrInfinity(Argument(arguments, 0));
        if (count < 0 || double.IsInfinity(count))
            throw scope.RangeError("Invalid count value");
        scope.EnsureStringLength(text.Length * count);
        return text.Length == 0 || count == 0 ? JsString.Empty : JsString.Create(new StringBuilder(text.Length * (int)count).Insert(0, text, (int)count).ToString());
    }

    public static JsValue PadStart(JintScope scope, Function? original, JsValue thisValue, JsValue[] arguments) => Pad(scope, thisValue, arguments, atStart: true);

    public static JsValue PadEnd(JintScope scope, Function? original, JsValue thisValue, JsValue[] arguments) => Pad(scope, thisValue, arguments, atStart: false);

    public static JsValue Normalize(JintScope scope, Function? original, JsValue thisValue, JsValue[] arguments)
    {
        var text = Text(scope, thisValue);
        var form = Argument(arguments, 0) is var name && name.IsUndefined() ? "NFC" : TypeConverter.ToString(name);
        if (text.Length > MaxNormalized || LongestCombiningRun(text) > MaxCombiningRun)
            throw scope.RangeError("The string is too long to be normalized");
        try
        {
            return JsString.Create(text.Normalize(form switch
            {
                "NFC" => NormalizationForm.FormC,
                "NFD" => NormalizationForm.FormD,
                "NFKC" => NormalizationForm.FormKC,
                "NFKD" => NormalizationForm.FormKD,
                _ => throw scope.RangeError("The normalization form should be one of NFC, NFD, NFKC, NFKD."),
            }));
        }
        catch (ArgumentException)
        {
            return JsString.Create(text);
        }
    }

    /// <summary>Escaping makes up to nine characters of one: refuses what would be too long.</summary>
    public static JsValue Encode(JintScope scope, Function? original, JsValue thisValue, JsValue[] arguments)
    {
        scope.Budget.ChargeOperations(1);
        var text = JsString.Create(TypeConverter.ToString(Argument(arguments, 0)));
        if (text.Length > scope.MaxStringLength / MaxEscapeLength)
            scope.EnsureStringLength(text.ToString().Sum(static character => char.IsAsciiLetterOrDigit(character) ? 1L : character < 0x80 ? 3 : character < 0x800 ? 6 : MaxEscapeLength));
        return scope.CallOriginal(original, thisValue, [text]);
    }

    /// <summary>Searching functions: refuses patterns so long that comparing them everywhere would take minutes.</summary>
    public static JsValue Search(JintScope scope, Function? original, JsValue thisValue, JsValue[] arguments)
    {
        if (thisValue.IsString() && Argument(arguments, 0) is JsString pattern)
            EnsureSearchable(scope, thisValue.ToString(), pattern.ToString());
        return scope.CallOriginal(original, thisValue, arguments);
    }

    public static JsValue Replace(JintScope scope, Function? original, JsValue thisValue, JsValue[] arguments) =>
        ReplaceChecked(scope, original!, thisValue, arguments, replacesAll: Argument(arguments, 0).IsObject());

    public static JsValue ReplaceAll(JintScope scope, Function? original, JsValue thisValue, JsValue[] arguments) =>
        ReplaceChecked(scope, original!, thisValue, arguments, replacesAll: true);

    private static JsValue ReplaceChecked(JintScope scope, Function original, JsValue thisValue, JsValue[] arguments, bool replacesAll)
    {
        scope.Budget.ChargeOperations(1);
        if (!thisValue.IsString())
            thisValue = JsString.Create(Text(scope, thisValue));
        var text = thisValue.ToString();
        if (Argument(arguments, 0) is JsString pattern)
            EnsureSearchable(scope, text, pattern.ToString());
        var replacement = Argument(arguments, 1);
        if (replacement.IsCallable())
            return scope.CallOriginal(original, thisValue, arguments);

        var with = TypeConverter.ToString(replacement);
        var each = with.Length + (with.Contains('$', StringComparison.Ordinal) ? (long)text.Length * with.AsSpan().Count('$') : 0);
        if (replacesAll && text.Length + (text.Length + 1) * each > scope.MaxStringLength)
            return ReplacePiecewise(scope, original, thisValue, arguments, each);
        scope.EnsureStringLength(text.Length + each);
        if (replacesAll && scope.PlainReplace.TryReplace(text, Argument(arguments, 0), with) is { } replaced)
            return replaced;
        return scope.CallOriginal(original, thisValue, [Argument(arguments, 0), JsString.Create(with)]);
    }

    /// <summary>The result might be too long: counts the matches first.</summary>
    private static JsValue ReplacePiecewise(JintScope scope, Function original, JsValue thisValue, JsValue[] arguments, long each)
    {
        var length = (long)thisValue.ToString().Length;
        var count = new CheckedFunction("", 0, (owner, _, _, _) =>
        {
            owner.EnsureStringLength(length += each);
            return JsString.Empty;
        });
        scope.CallOriginal(original, thisValue, [Argument(arguments, 0), count.Create(scope, null)]);
        return scope.CallOriginal(original, thisValue, arguments);
    }

    private static JsString Pad(JintScope scope, JsValue thisValue, JsValue[] arguments, bool atStart)
    {
        var text = Text(scope, thisValue);
        var target = TypeConverter.ToIntegerOrInfinity(Argument(arguments, 0));
        var filler = Argument(arguments, 1) is var given && given.IsUndefined() ? " " : TypeConverter.ToString(given);
        if (target <= text.Length || filler.Length == 0)
            return JsString.Create(text);
        scope.EnsureStringLength(target);
        var missing = (int)target - text.Length;
        var padding = new StringBuilder(missing + filler.Length).Insert(0, filler, missing / filler.Length + 1).ToString(0, missing);
        return JsString.Create(atStart ? padding + text : text + padding);
    }

    private static void EnsureSearchable(JintScope scope, string text, string pattern)
    {
        if ((long)text.Length * pattern.Length > MaxSearchWork)
            throw scope.RangeError("The string is too long to be searched for a pattern of this length");
    }

    private static int LongestCombiningRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var character in text)
        {
            run = IsPartOfRun(char.GetUnicodeCategory(character)) ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    private static bool IsPartOfRun(UnicodeCategory category) => category is
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Surrogate;

    private static string Text(JintScope scope, JsValue thisValue)
    {
        if (thisValue.IsUndefined() || thisValue.IsNull())
            throw new JavaScriptException(scope.Engine.Intrinsics.TypeError, "String.prototype method called on null or undefined");
        return TypeConverter.ToString(thisValue);
    }

    private static JsValue Argument(JsValue[] arguments, int index) => index < arguments.Length ? arguments[index] : JsValue.Undefined;
}
