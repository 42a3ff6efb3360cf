using System.Collections;
using System.Text.Json;
using NFlow.Runtime.Templating.Execution;

namespace NFlow.Runtime.Templating.Values;

/// <summary>Turns what a host hands over into values, one level at a time.</summary>
internal static class ValueConversion
{
    public static TemplateValue From(object? data) => data switch
    {
        null => TemplateValue.Null,
        string text => TemplateValue.FromText(text),
        bool boolean => TemplateValue.FromBoolean(boolean),
        double number => TemplateValue.FromNumber(number),
        JsonElement element => From(element),
        IReadOnlyDictionary<string, object?> map => TemplateValue.FromMap(new ObjectMap(map)),
        IDictionary<string, object?> map => TemplateValue.FromMap(new MutableObjectMap(map)),
        IReadOnlyList<object?> list => TemplateValue.FromList(new ObjectList(list)),
        IDictionary map => TemplateValue.FromMap(new UntypedMap(map)),
        IList list => TemplateValue.FromList(new UntypedList(list)),
        JsonDocument document => From(document.RootElement),
        _ => FromScalar(data),
    };

    public static TemplateValue From(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => TemplateValue.FromText(JsonText.Read(element)),
        JsonValueKind.Number => element.TryGetInt64(out var integer)
            ? TemplateValue.FromInteger(integer)
            : TemplateValue.FromNumber(element.GetDouble()),
        JsonValueKind.True => TemplateValue.FromBoolean(true),
        JsonValueKind.False => TemplateValue.FromBoolean(false),
        JsonValueKind.Object => TemplateValue.FromMap(new JsonMap(element)),
        JsonValueKind.Array => TemplateValue.FromList(new JsonList(element)),
        _ => TemplateValue.Null,
    };

    private static TemplateValue FromScalar(object data) => data switch
    {
        long or int or short or sbyte or byte or ushort or uint =>
            TemplateValue.FromInteger(Convert.ToInt64(data, null)),
        ulong number => number <= long.MaxValue ? TemplateValue.FromInteger((long)number) : TemplateValue.FromFloat(number),
        float number => TemplateValue.FromNumber(number),
        decimal number => TemplateValue.FromNumber((double)number),
        char character => TemplateValue.FromText(character.ToString()),
        _ => throw new TemplateFaultException($"data of type {data.GetType()} is not supported; give dictionaries, lists, strings, numbers, booleans, null or JsonElement"),
    };
}
