using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Plugins;

/// <summary>One parameter of a plugin's delegate, and how a script's argument becomes its value.</summary>
internal sealed class PluginParameter
{
    private readonly Func<HostCall, CancellationToken, object?> _read;

    private PluginParameter(int position, string name, string scriptType, bool isOptional, Func<HostCall, CancellationToken, object?> read)
    {
        Position = position;
        Name = name;
        ScriptType = scriptType;
        IsOptional = isOptional;
        _read = read;
    }

    /// <summary>Which of the script's arguments it takes; -1 when the runtime provides it.</summary>
    public int Position { get; }

    public string Name { get; }

    public string ScriptType { get; }

    public bool IsOptional { get; }

    public static PluginParameter Create(string function, ParameterInfo parameter, NullabilityInfoContext nullability, ref int position)
    {
        var type = parameter.ParameterType;
        var name = parameter.Name ?? $"argument{position + 1}";
        if (type == typeof(CancellationToken))
            return new PluginParameter(-1, name, "", true, static (_, token) => token);
        if (type == typeof(RunContext))
            return new PluginParameter(-1, name, "", true, static (call, _) => call.Run);
        if (type == typeof(HostCall))
            return new PluginParameter(-1, name, "", true, static (call, _) => call);
        if (type.IsByRef || type.IsPointer || type.IsByRefLike || typeof(Delegate).IsAssignableFrom(type))
            throw new ArgumentException($"Plugin function '{function}': parameter '{name}' is a {type}, which a script cannot fill.", nameof(parameter));

        var index = position++;
        var isNullable = Nullable.GetUnderlyingType(type) is not null || (!type.IsValueType && nullability.Create(parameter).WriteState == NullabilityState.Nullable);
        var isOptional = isNullable || parameter.HasDefaultValue;
        var target = Nullable.GetUnderlyingType(type) ?? type;
        var fallback = parameter.HasDefaultValue ? parameter.DefaultValue : null;
        return new PluginParameter(index, name, TypeScriptType.Of(target), isOptional, (call, _) =>
            isOptional && (call.KindOf(index) is HostValueKind.Undefined or HostValueKind.Null) ? fallback : Convert(call, index, target));
    }

    public HostParameter Describe() => new(Name, ScriptType, IsOptional);

    public object? Read(HostCall call, CancellationToken cancellationToken) => _read(call, cancellationToken);

    private static object? Convert(HostCall call, int index, Type type)
    {
        if (type == typeof(string))
            return call.RequireText(index);
        if (type == typeof(bool))
            return call.KindOf(index) == HostValueKind.Boolean ? call.GetBoolean(index) : throw call.BadArgument(index, "true or false");
        if (type == typeof(JsonElement))
            return call.GetJson(index);
        if (type == typeof(byte[]) || type == typeof(ReadOnlyMemory<byte>))
            return call.KindOf(index) is HostValueKind.String or HostValueKind.Bytes or HostValueKind.Array
                ? type == typeof(byte[]) ? call.GetBytes(index) : (ReadOnlyMemory<byte>)call.GetBytes(index)
                : throw call.BadArgument(index, "a string or bytes");
        if (type.IsEnum)
            return Enum.TryParse(type, call.RequireText(index), ignoreCase: true, out var member) && Enum.IsDefined(type, member!)
                ? member
                : throw call.BadArgument(index, $"one of {string.Join(", ", Enum.GetNames(type))}");
        return IsNumber(type) ? ConvertNumber(call, index, type) : ConvertJson(call, index, type);
    }

    private static object ConvertNumber(HostCall call, int index, Type type)
    {
        var number = call.RequireNumber(index);
        var isWhole = type != typeof(double) && type != typeof(float) && type != typeof(decimal);
        if (isWhole && number != Math.Truncate(number))
            throw BadNumber(call, index, "a whole number", number);
        try
        {
            return System.Convert.ChangeType(number, type, CultureInfo.InvariantCulture);
        }
        catch (OverflowException)
        {
            throw BadNumber(call, index, $"a number that fits into {type.Name.ToLowerInvariant()}", number);
        }
    }

    private static HostCallException BadNumber(HostCall call, int index, string expected, double number) =>
        new($"{call.FunctionName}: argument '{call.Function.Parameters[index].Name}' must be {expected}, not {number.ToString(CultureInfo.InvariantCulture)}.", isTypeError: true);

    private static object? ConvertJson(HostCall call, int index, Type type)
    {
        var expected = typeof(IEnumerable).IsAssignableFrom(type) && !typeof(IDictionary).IsAssignableFrom(type) ? "an array" : "an object";
        try
        {
            return call.GetJson(index) is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } json
                ? json.Deserialize(type, JsonSerializerOptions.Web)
                : throw call.BadArgument(index, expected);
        }
        catch (JsonException ex)
        {
            var wanted = TypeScriptType.Of(type);
            throw ex.Path is { Length: > 1 } path
                ? new HostCallException($"{call.FunctionName}: argument '{call.Function.Parameters[index].Name}' must be {wanted}, and '{path[1..].TrimStart('.')}' does not fit.", isTypeError: true, ex)
                : call.BadArgument(index, wanted);
        }
    }

    private static bool IsNumber(Type type) => Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal;
}
