using System.Buffers;
using System.Text.Json;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Scripting;

/// <summary>One call of a host function by a script: its arguments, as plain data, and the run. Valid until the function returns its value or task.</summary>
/// <remarks>
/// Arguments are read from the script's values directly; asynchronous functions read what they need before their first await.
/// A wrong argument is answered with <see cref="HostCallException"/>, which the script sees as a TypeError that names function, argument and expectation.
/// </remarks>
public abstract class HostCall
{
    private const string CallerParameter = "caller";

    /// <summary>The run whose script calls.</summary>
    public abstract RunContext Run { get; }

    /// <summary>The function that was called.</summary>
    public abstract HostFunction Function { get; }

    /// <summary>
    /// The function's name as the script wrote it, for messages. A private function, which a library calls for the script, has a first parameter
    /// <c>caller</c> and is named by it.
    /// </summary>
    public string FunctionName => Function.Parameters is [{ Name: CallerParameter }, ..] ? GetText(0) : Function.Name;

    /// <summary>How many arguments were passed.</summary>
    public abstract int Count { get; }

    /// <summary>What an argument is.</summary>
    /// <param name="index">Position from 0.</param>
    /// <returns>The kind; <see cref="HostValueKind.Undefined"/> when it was not passed.</returns>
    public abstract HostValueKind KindOf(int index);

    /// <summary>An argument as text, converted as JavaScript's <c>String(x)</c> does.</summary>
    /// <param name="index">Position from 0.</param>
    /// <returns>The text; empty when the argument is undefined or null.</returns>
    public abstract string GetText(int index);

    /// <summary>An argument as a number, converted as JavaScript's <c>Number(x)</c> does.</summary>
    /// <param name="index">Position from 0.</param>
    /// <returns>The number, possibly NaN.</returns>
    public abstract double GetNumber(int index);

    /// <summary>An argument's truthiness.</summary>
    /// <param name="index">Position from 0.</param>
    /// <returns>As JavaScript's <c>!!x</c>.</returns>
    public abstract bool GetBoolean(int index);

    /// <summary>An argument as JSON, as <c>JSON.stringify</c> gives it.</summary>
    /// <param name="index">Position from 0.</param>
    /// <returns>The element; of kind <see cref="JsonValueKind.Undefined"/> when the argument is undefined or a function.</returns>
    public abstract JsonElement GetJson(int index);

    /// <summary>Writes an argument as UTF-8 JSON, as <c>JSON.stringify</c> gives it, without building it in memory first.</summary>
    /// <param name="index">Position from 0.</param>
    /// <param name="writer">Where to write.</param>
    /// <param name="escapeHtml">Whether <c>&lt;</c>, <c>&gt;</c>, <c>&amp;</c>, U+2028 and U+2029 are written as <c>\u003c</c> etc.</param>
    /// <param name="indent">Text per level of indentation; empty for compact JSON.</param>
    /// <returns>False, with nothing written, when the argument is undefined or a function.</returns>
    public abstract bool WriteJson(int index, IBufferWriter<byte> writer, bool escapeHtml = false, string indent = "");

    /// <summary>An argument as bytes: a typed array, an array of numbers, or a string's UTF-8.</summary>
    /// <param name="index">Position from 0.</param>
    /// <returns>The bytes.</returns>
    public abstract byte[] GetBytes(int index);

    /// <summary>A text argument that must be present.</summary>
    /// <param name="index">Position from 0.</param>
    /// <returns>The text.</returns>
    /// <exception cref="HostCallException">The argument is missing, null or not a string or number.</exception>
    public string RequireText(int index) =>
        KindOf(index) is HostValueKind.String or HostValueKind.Number or HostValueKind.Boolean
            ? GetText(index)
            : throw BadArgument(index, "a string");

    /// <summary>A number argument that must be present and finite.</summary>
    /// <param name="index">Position from 0.</param>
    /// <returns>The number.</returns>
    /// <exception cref="HostCallException">The argument is not a finite number or numeric text.</exception>
    public double RequireNumber(int index) =>
        KindOf(index) is HostValueKind.Number or HostValueKind.String && double.IsFinite(GetNumber(index))
            ? GetNumber(index)
            : throw BadArgument(index, "a number");

    /// <summary>An object argument that must be present.</summary>
    /// <param name="index">Position from 0.</param>
    /// <returns>The object as JSON.</returns>
    /// <exception cref="HostCallException">The argument is not an object.</exception>
    public JsonElement RequireObject(int index)
    {
        if (KindOf(index) is not HostValueKind.Object)
            throw BadArgument(index, "an object");
        // A Date, or what has a toJSON of its own, is an object that is not one in JSON.
        return GetJson(index) is { ValueKind: JsonValueKind.Object } json ? json : throw BadArgument(index, "a plain object");
    }

    /// <summary>The error for an argument that does not fit.</summary>
    /// <param name="index">Position from 0.</param>
    /// <param name="expected">What was expected, such as <c>a string</c>.</param>
    /// <returns>The exception, to be thrown.</returns>
    public HostCallException BadArgument(int index, string expected)
    {
        var parameter = index < Function.Parameters.Count ? $"'{Function.Parameters[index].Name}'" : $"{index + 1}";
        return new HostCallException($"{FunctionName}: argument {parameter} must be {expected}, not {KindOf(index).ToString().ToLowerInvariant()}.", isTypeError: true);
    }
}
