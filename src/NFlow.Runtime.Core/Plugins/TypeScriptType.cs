using System.Collections;
using System.Text.Json;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Plugins;

/// <summary>The TypeScript name of a .NET type, for editors.</summary>
internal static class TypeScriptType
{
    public static string Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string) || type == typeof(Guid) || type == typeof(DateTimeOffset) || type == typeof(DateTime) || type == typeof(Uri))
            return "string";
        if (type == typeof(bool))
            return "boolean";
        if (type == typeof(byte[]) || type == typeof(ReadOnlyMemory<byte>))
            return "number[]";
        if (type == typeof(JsonElement) || type == typeof(HostValue) || type == typeof(object))
            return "any";
        if (type.IsEnum)
            return string.Join(" | ", Enum.GetNames(type).Select(name => $"\"{name}\""));
        if (Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal)
            return "number";
        if (typeof(IDictionary).IsAssignableFrom(type))
            return "Record<string, any>";
        if (typeof(IEnumerable).IsAssignableFrom(type))
            return Element(type) is { } element ? $"Array<{Of(element)}>" : "any[]";
        return "Record<string, any>";
    }

    private static Type? Element(Type type) =>
        type.IsArray ? type.GetElementType() : type.IsGenericType && type.GetGenericArguments() is [var only] ? only : null;
}
