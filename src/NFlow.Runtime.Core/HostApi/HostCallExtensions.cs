using System.Text.Json;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.HostApi;

/// <summary>Arguments that several areas read alike.</summary>
internal static class HostCallExtensions
{
    /// <summary>Whether an argument was passed and is not null.</summary>
    public static bool Has(this HostCall call, int index) => call.KindOf(index) is not (HostValueKind.Undefined or HostValueKind.Null);

    /// <summary>A text argument that may be left out.</summary>
    public static string OptionalText(this HostCall call, int index, string fallback = "") =>
        call.Has(index) ? call.RequireText(index) : fallback;

    /// <summary>A text argument that must not be empty.</summary>
    public static string RequireName(this HostCall call, int index) =>
        call.RequireText(index) is { Length: > 0 } text ? text : throw call.BadArgument(index, "a string that is not empty");

    /// <summary>A whole number argument.</summary>
    public static long RequireInteger(this HostCall call, int index, long least, long most)
    {
        var number = call.RequireNumber(index);
        return number == Math.Truncate(number) && number >= least && number <= most
            ? (long)number
            : throw new HostCallException(
                $"{call.FunctionName}: argument '{call.Function.Parameters[index].Name}' must be a whole number from {least} to {most}, not {call.GetText(index)}.",
                isTypeError: true);
    }

    /// <summary>The members of an object argument that may be left out.</summary>
    public static JsonElement OptionalObject(this HostCall call, int index) =>
        call.Has(index) ? call.RequireObject(index) : default;

    /// <summary>A member of an object, whatever the case of its name; of kind Undefined when absent or null.</summary>
    public static JsonElement Member(this JsonElement json, string name)
    {
        if (json.ValueKind == JsonValueKind.Object)
            foreach (var property in json.EnumerateObject())
                if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && property.Value.ValueKind != JsonValueKind.Null)
                    return property.Value;
        return default;
    }

    /// <summary>A JSON value as the text a person would expect: strings as they are, null and nothing as empty, the rest as JSON.</summary>
    public static string AsText(this JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString()!,
        JsonValueKind.Undefined or JsonValueKind.Null => "",
        _ => json.GetRawText(),
    };
}
