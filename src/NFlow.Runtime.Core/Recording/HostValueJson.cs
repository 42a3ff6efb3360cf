using System.Globalization;
using System.Text.Json;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Recording;

/// <summary>Host values as JSON and back. What JSON cannot say is an object with one member: <c>$undefined</c>, <c>$bytes</c> or <c>$number</c>.</summary>
internal static class HostValueJson
{
    private const string UndefinedMember = "$undefined";
    private const string BytesMember = "$bytes";
    private const string NumberMember = "$number";
    private const string UnreadableMember = "$unreadable";

    public static JsonElement Write(HostValue value) => value.Kind switch
    {
        HostValueKind.Undefined => Member(UndefinedMember, true),
        HostValueKind.Null => JsonElement.Parse("null"),
        HostValueKind.Boolean => JsonSerializer.SerializeToElement(value.Number != 0),
        HostValueKind.Number => Number(value.Number),
        HostValueKind.String => JsonSerializer.SerializeToElement(value.Text),
        HostValueKind.Bytes => Member(BytesMember, Convert.ToBase64String(value.Bytes.Span)),
        _ when value.Element is { } element => element.Clone(),
        _ when value.JsonText is { } text => JsonElement.Parse(text),
        _ => JsonElement.Parse(value.Utf8Json!),
    };

    public static HostValue Read(JsonElement json)
    {
        if (Single(json, UndefinedMember) is not null)
            return HostValue.Undefined;
        if (Single(json, BytesMember) is { } bytes)
            return HostValue.From((ReadOnlyMemory<byte>)bytes.GetBytesFromBase64());
        return Single(json, NumberMember) is { } number
            ? HostValue.From(double.Parse(number.GetString()!, CultureInfo.InvariantCulture))
            : HostValue.FromJson(json);
    }

    /// <summary>The arguments of a call.</summary>
    public static JsonElement[] ReadArguments(HostCall call)
    {
        var arguments = new JsonElement[call.Count];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = ReadArgument(call, i);
        return arguments;
    }

    private static JsonElement ReadArgument(HostCall call, int index)
    {
        try
        {
            return call.KindOf(index) switch
            {
                HostValueKind.Bytes => Member(BytesMember, Convert.ToBase64String(call.GetBytes(index))),
                HostValueKind.Number => Number(call.GetNumber(index)),
                HostValueKind.Undefined or HostValueKind.Function => Member(UndefinedMember, true),
                _ => call.GetJson(index) is { ValueKind: not JsonValueKind.Undefined } json ? json.Clone() : Member(UndefinedMember, true),
            };
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A value that JSON cannot hold, such as one that contains itself. The function judges it; the recording only notes it.
            return Member(UnreadableMember, true);
        }
    }

    private static JsonElement Number(double number) =>
        double.IsFinite(number) ? JsonSerializer.SerializeToElement(number) : Member(NumberMember, number.ToString(CultureInfo.InvariantCulture));

    private static JsonElement Member<T>(string name, T value) => JsonSerializer.SerializeToElement(new Dictionary<string, T>(1) { [name] = value });

    private static JsonElement? Single(JsonElement json, string member) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(member, out var value) && json.GetPropertyCount() == 1 ? value : null;
}
