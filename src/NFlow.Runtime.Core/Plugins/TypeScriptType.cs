using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Plugins;

/// <summary>The TypeScript name of a .NET type, for editors.</summary>
internal static class TypeScriptType
{
    private const int MaxDepth = 4;

    public static string Of(Type type) => Of(type, 0);

    private static string Of(Type type, int depth)
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
            return Element(type) is { } element ? $"Array<{Of(element, depth)}>" : "any[]";
        return depth < MaxDepth && Members(type, depth) is { Length: > 0 } members ? $"{{ {members} }}" : "Record<string, any>";
    }

    /// <summary>The members of an object, as they are read from JSON; empty when the type has a converter of its own.</summary>
    private static string Members(Type type, int depth)
    {
        var json = JsonSerializerOptions.Web.GetTypeInfo(type);
        return json.Kind == JsonTypeInfoKind.Object ? string.Join("; ", json.Properties.Select(member => $"{member.Name}: {Of(member.PropertyType, depth + 1)}")) : "";
    }

    private static Type? Element(Type type) =>
        type.IsArray ? type.GetElementType() : type.IsGenericType && type.GetGenericArguments() is [var only] ? only : null;
}
