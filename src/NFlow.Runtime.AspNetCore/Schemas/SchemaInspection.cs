using System.Text.Json;
using System.Text.RegularExpressions;

namespace NFlow.Runtime.AspNetCore.Schemas;

/// <summary>Finds what of a schema cannot be enforced, before it is relied upon.</summary>
internal static class SchemaInspection
{
    private static readonly string[] Types = ["null", "boolean", "object", "array", "number", "string", "integer"];

    public static void Inspect(JsonElement root) => Inspect(root, root, "");

    private static void Inspect(JsonElement root, JsonElement schema, string path)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return;
        Require(schema.ValueKind == JsonValueKind.Object, path, "must be an object, true or false");
        foreach (var keyword in schema.EnumerateObject())
            InspectKeyword(root, keyword.Name, keyword.Value, $"{path}/{JsonPointer.Escape(keyword.Name)}");
    }

    private static void InspectKeyword(JsonElement root, string name, JsonElement value, string path)
    {
        switch (name)
        {
            case "$ref":
                Require(value.ValueKind == JsonValueKind.String && JsonPointer.TryFind(root, value.GetString()!, out _), path, "must be a reference within this schema, such as #/$defs/name");
                break;
            case "$anchor" or "$dynamicRef" or "$dynamicAnchor" or "$recursiveRef" or "unevaluatedProperties" or "unevaluatedItems" or "additionalItems" or "dependencies" or "$vocabulary":
                throw new FormatException($"{path} is not supported");
            case "$id":
                Require(path == "/$id", path, "is supported at the top only");
                break;
            case "type":
                Require(AllTexts(value, Types.Contains), path, "must be a type or an array of types");
                break;
            case "properties" or "patternProperties" or "$defs" or "definitions" or "dependentSchemas":
                InspectMap(root, name, value, path);
                break;
            case "items" or "additionalProperties" or "propertyNames" or "contains" or "not" or "if" or "then" or "else":
                Inspect(root, value, path);
                break;
            case "allOf" or "anyOf" or "oneOf" or "prefixItems":
                Require(value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0, path, "must be an array of schemas");
                for (var index = 0; index < value.GetArrayLength(); index++)
                    Inspect(root, value[index], $"{path}/{index}");
                break;
            case "pattern":
                RequirePattern(value.ValueKind == JsonValueKind.String ? value.GetString() : null, path);
                break;
            default:
                InspectLimit(name, value, path);
                break;
        }
    }

    private static void InspectMap(JsonElement root, string name, JsonElement value, string path)
    {
        Require(value.ValueKind == JsonValueKind.Object, path, "must be an object");
        foreach (var member in value.EnumerateObject())
        {
            var where = $"{path}/{JsonPointer.Escape(member.Name)}";
            if (name == "patternProperties")
                RequirePattern(member.Name, where);
            Inspect(root, member.Value, where);
        }
    }

    private static void InspectLimit(string name, JsonElement value, string path)
    {
        switch (name)
        {
            case "enum":
                Require(value.ValueKind == JsonValueKind.Array, path, "must be an array");
                break;
            case "required":
                Require(value.ValueKind == JsonValueKind.Array && AllTexts(value, _ => true), path, "must be an array of names");
                break;
            case "dependentRequired":
                Require(value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(member => member.Value.ValueKind == JsonValueKind.Array && AllTexts(member.Value, _ => true)), path, "must map names to arrays of names");
                break;
            case "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum":
                Require(value.ValueKind == JsonValueKind.Number, path, "must be a number");
                break;
            case "multipleOf":
                Require(value.ValueKind == JsonValueKind.Number && value.GetDouble() > 0, path, "must be a number above zero");
                break;
            case "minLength" or "maxLength" or "minItems" or "maxItems" or "minProperties" or "maxProperties" or "minContains" or "maxContains":
                Require(value.ValueKind == JsonValueKind.Number && value.GetDouble() is var count && count >= 0 && count == Math.Truncate(count), path, "must be a whole number");
                break;
            case "uniqueItems":
                Require(value.ValueKind is JsonValueKind.True or JsonValueKind.False, path, "must be true or false");
                break;
        }
    }

    private static bool AllTexts(JsonElement value, Func<string, bool> accepts) => value.ValueKind switch
    {
        JsonValueKind.String => accepts(value.GetString()!),
        JsonValueKind.Array => value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String && accepts(item.GetString()!)),
        _ => false,
    };

    private static void RequirePattern(string? pattern, string path)
    {
        try
        {
            Require(pattern is not null, path, "must be a regular expression");
            _ = new Regex(pattern!, RegexOptions.CultureInvariant, SchemaEvaluation.PatternTimeout);
        }
        catch (ArgumentException)
        {
            throw new FormatException($"{path} must be a regular expression");
        }
    }

    private static void Require(bool condition, string path, string expected)
    {
        if (!condition)
            throw new FormatException($"{(path.Length == 0 ? "it" : path)} {expected}");
    }
}
