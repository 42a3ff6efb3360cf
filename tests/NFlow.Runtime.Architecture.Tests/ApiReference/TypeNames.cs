using System.Reflection;

namespace NFlow.Runtime.Architecture.Tests.ApiReference;

/// <summary>Types as C# writes them.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(double)] = "double",
        [typeof(float)] = "float",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(uint)] = "uint",
        [typeof(ulong)] = "ulong",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(decimal)] = "decimal",
    };

    public static string Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Of(value) + "?";
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsArray)
            return Of(type.GetElementType()!) + "[]";
        if (!type.IsGenericType)
            return type.IsNested && !type.IsGenericParameter ? $"{Of(type.DeclaringType!)}.{type.Name}" : type.Name;
        return $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>";
    }

    /// <summary>The type with the question marks of its nullability, in its arguments too.</summary>
    public static string Of(NullabilityInfo nullability)
    {
        var type = nullability.Type;
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Of(value) + "?";
        var mark = !type.IsValueType && nullability.ReadState == NullabilityState.Nullable ? "?" : "";
        if (type.IsArray && nullability.ElementType is { } element)
            return $"{Of(element)}[]{mark}";
        return type.IsGenericType && nullability.GenericTypeArguments.Length > 0
            ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", nullability.GenericTypeArguments.Select(Of))}>{mark}"
            : Of(type) + mark;
    }
}
