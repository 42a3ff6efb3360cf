using System.Text.Json;

namespace NFlow.Runtime.Scripting;

/// <summary>A value that a host function hands to a script: plain data, never a .NET object. Immutable.</summary>
public readonly struct HostValue
{
    private readonly object? _reference;
    private readonly double _number;

    private HostValue(HostValueKind kind, object? reference, double number = 0)
    {
        Kind = kind;
        _reference = reference;
        _number = number;
    }

    /// <summary>JavaScript's <c>undefined</c>.</summary>
    public static HostValue Undefined => default;

    /// <summary><c>null</c>.</summary>
    public static HostValue Null { get; } = new(HostValueKind.Null, null);

    /// <summary><c>true</c>.</summary>
    public static HostValue True { get; } = new(HostValueKind.Boolean, null, 1);

    /// <summary><c>false</c>.</summary>
    public static HostValue False { get; } = new(HostValueKind.Boolean, null);

    /// <summary>What the value is. <see cref="HostValueKind.Object"/> and <see cref="HostValueKind.Array"/> both hold JSON.</summary>
    public HostValueKind Kind { get; }

    /// <summary>The number; meaningful for <see cref="HostValueKind.Number"/> and, as 0 or 1, for <see cref="HostValueKind.Boolean"/>.</summary>
    public double Number => _number;

    /// <summary>The text; meaningful for <see cref="HostValueKind.String"/>.</summary>
    public string Text => (string)_reference!;

    /// <summary>The bytes; meaningful for <see cref="HostValueKind.Bytes"/>.</summary>
    public ReadOnlyMemory<byte> Bytes => (ReadOnlyMemory<byte>)_reference!;

    /// <summary>For objects and arrays: UTF-8 JSON when the value was made from text, else null.</summary>
    internal byte[]? Utf8Json => _reference as byte[];

    /// <summary>For objects and arrays: JSON text when the value was made from a string, else null.</summary>
    internal string? JsonText => Kind is HostValueKind.Object or HostValueKind.Array ? _reference as string : null;

    /// <summary>For objects and arrays: the element when the value was made from one.</summary>
    internal JsonElement? Element => _reference as JsonElement?;

    /// <summary>A string.</summary>
    /// <param name="text">The text; null gives <see cref="Null"/>.</param>
    /// <returns>The value.</returns>
    public static HostValue From(string? text) => text is null ? Null : new(HostValueKind.String, text);

    /// <summary>A number.</summary>
    /// <param name="number">The number.</param>
    /// <returns>The value.</returns>
    public static HostValue From(double number) => new(HostValueKind.Number, null, number);

    /// <summary>A boolean.</summary>
    /// <param name="value">The boolean.</param>
    /// <returns>The value.</returns>
    public static HostValue From(bool value) => value ? True : False;

    /// <summary>Bytes, seen by scripts as an array of numbers.</summary>
    /// <param name="bytes">The bytes; must not change afterwards.</param>
    /// <returns>The value.</returns>
    public static HostValue From(ReadOnlyMemory<byte> bytes) => new(HostValueKind.Bytes, bytes);

    /// <summary>Any JSON value.</summary>
    /// <param name="json">The element; must stay valid until the script has it.</param>
    /// <returns>The value.</returns>
    public static HostValue FromJson(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Undefined => Undefined,
        JsonValueKind.Null => Null,
        JsonValueKind.True => True,
        JsonValueKind.False => False,
        JsonValueKind.Number => From(json.GetDouble()),
        JsonValueKind.String => From(json.GetString()),
        JsonValueKind.Array => new(HostValueKind.Array, json),
        _ => new(HostValueKind.Object, json),
    };

    /// <summary>A JSON object or array given as UTF-8 text; parsed in the script world.</summary>
    /// <param name="json">Well-formed JSON of an object or array.</param>
    /// <returns>The value.</returns>
    public static HostValue FromJsonUtf8(byte[] json) => new(HostValueKind.Object, json);

    /// <summary>A JSON object or array given as text; parsed in the script world.</summary>
    /// <param name="json">Well-formed JSON of an object or array.</param>
    /// <returns>The value.</returns>
    public static HostValue FromJsonText(string json) => new(HostValueKind.Object, json);

    /// <summary>Serialises an object to JSON for the script.</summary>
    /// <typeparam name="T">Type of the object.</typeparam>
    /// <param name="value">The object; serialised with <see cref="JsonSerializerOptions.Web"/>.</param>
    /// <returns>The value.</returns>
    public static HostValue FromObject<T>(T value) => FromJson(JsonSerializer.SerializeToElement(value, JsonSerializerOptions.Web));
}
