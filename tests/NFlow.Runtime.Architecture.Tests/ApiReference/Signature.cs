using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace NFlow.Runtime.Architecture.Tests.ApiReference;

/// <summary>Public types and members as C# declares them, without modifiers that every one has.</summary>
internal static class Signature
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static string Of(Type type)
    {
        if (type.IsEnum)
            return $"enum {type.Name}";
        if (typeof(Delegate).IsAssignableFrom(type))
            return $"delegate {Of(type.GetMethod("Invoke")!).Replace("Invoke", TypeNames.Of(type), StringComparison.Ordinal)}";

        var record = type.GetMethod("<Clone>$") is not null ? "record " : "";
        var kind = type switch
        {
            { IsInterface: true } => "interface ",
            { IsValueType: true } => "struct ",
            _ => record.Length > 0 ? "" : "class ",
        };
        var modifier = type switch
        {
            { IsInterface: true } or { IsValueType: true } => "",
            { IsAbstract: true, IsSealed: true } => "static ",
            { IsAbstract: true } => "abstract ",
            { IsSealed: true } => "sealed ",
            _ => "",
        };
        return $"{modifier}{record}{kind}{TypeNames.Of(type)}{Bases(type)}";
    }

    public static string Of(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"{TypeNames.Of(constructor.DeclaringType!)}({Parameters(constructor)})",
        MethodInfo method => $"{Modifier(method)}{TypeNames.Of(Nullability.Create(method.ReturnParameter))} {method.Name}{Arguments(method)}({Parameters(method)})",
        PropertyInfo property => $"{Modifier(property.GetMethod ?? property.SetMethod!)}{(IsRequired(property) ? "required " : "")}{TypeNames.Of(Nullability.Create(property))} {Name(property)} {{ {Accessors(property)} }}",
        EventInfo named => $"event {TypeNames.Of(named.EventHandlerType!)} {named.Name}",
        FieldInfo { DeclaringType.IsEnum: true } value => value.Name,
        FieldInfo { IsLiteral: true } constant => $"const {TypeNames.Of(constant.FieldType)} {constant.Name} = {Literal(constant.GetRawConstantValue())}",
        FieldInfo field => $"{(field.IsStatic ? "static " : "")}{TypeNames.Of(Nullability.Create(field))} {field.Name}",
        _ => throw new ArgumentException($"No signature for {member}.", nameof(member)),
    };

    private static string Bases(Type type)
    {
        var inherited = type.BaseType?.GetInterfaces().ToHashSet() ?? [];
        Type[] direct = [.. type.GetInterfaces().Where(contract => contract.IsVisible && !inherited.Contains(contract) && !contract.Name.StartsWith("IEquatable", StringComparison.Ordinal))];
        direct = [.. direct.Where(contract => !direct.Any(other => other != contract && other.GetInterfaces().Contains(contract)))];
        var bases = (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? [parent] : Array.Empty<Type>()).Concat(direct.OrderBy(contract => contract.Name, StringComparer.Ordinal));
        var text = string.Join(", ", bases.Select(TypeNames.Of));
        return text.Length == 0 ? "" : " : " + text;
    }

    private static string Modifier(MethodInfo method) =>
        method.IsStatic ? "static "
        : method.DeclaringType!.IsInterface ? ""
        : Access(method) + Inheritance(method);

    private static string Access(MethodInfo method) => method.IsPublic ? "" : "protected ";

    private static string Inheritance(MethodInfo method) =>
        method.IsAbstract ? "abstract "
        : method.GetBaseDefinition() != method ? "override "
        : method is { IsVirtual: true, IsFinal: false } ? "virtual "
        : "";

    private static string Arguments(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";

    private static string Parameters(MethodBase method)
    {
        var self = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return self + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    private static string Parameter(ParameterInfo parameter)
    {
        var passed = parameter switch
        {
            { IsOut: true } => "out ",
            { ParameterType.IsByRef: true } => "in ",
            _ when parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) => "params ",
            _ => "",
        };
        var type = parameter.ParameterType.IsByRef ? TypeNames.Of(parameter.ParameterType.GetElementType()!) : TypeNames.Of(Nullability.Create(parameter));
        return $"{passed}{type} {parameter.Name}{(parameter.HasDefaultValue ? " = " + Default(parameter) : "")}";
    }

    private static string Default(ParameterInfo parameter) => parameter switch
    {
        { ParameterType.IsEnum: true, RawDefaultValue: { } value } => $"{TypeNames.Of(parameter.ParameterType)}.{Enum.ToObject(parameter.ParameterType, value)}",
        { ParameterType.IsValueType: true, RawDefaultValue: null } => "default",
        _ => Literal(parameter.RawDefaultValue),
    };

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Name(PropertyInfo property) =>
        property.GetIndexParameters() is { Length: > 0 } index ? $"this[{string.Join(", ", index.Select(Parameter))}]" : property.Name;

    private static bool IsRequired(PropertyInfo property) => property.IsDefined(typeof(RequiredMemberAttribute));

    private static string Accessors(PropertyInfo property)
    {
        var get = property.GetMethod is { IsPublic: true } or { IsFamily: true } ? "get;" : "";
        if (property.SetMethod is not ({ IsPublic: true } or { IsFamily: true }))
            return get;
        var set = property.SetMethod.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init;" : "set;";
        return $"{get} {set}".Trim();
    }
}
