using Jint.Native;
using Jint.Runtime;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>Numbers and texts turned into each other as JavaScript does, without a script world.</summary>
internal static class ScriptText
{
    /// <summary>A number as <c>String(x)</c> gives it.</summary>
    public static string Of(double number) => TypeConverter.ToString(JsNumber.Create(number));

    /// <summary>A text as <c>Number(x)</c> reads it.</summary>
    public static double ToNumber(string text) => TypeConverter.ToNumber(JsString.Create(text));
}
