using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NFlow.Runtime.AspNetCore.Schemas;

/// <summary>One check of one value. The schema was inspected before. Not thread-safe.</summary>
internal sealed class SchemaEvaluation(JsonElement root, SchemaWork work)
{
    public const int MaxViolations = 100;
    public static readonly TimeSpan PatternTimeout = TimeSpan.FromMilliseconds(100);
    private const int MaxDepth = 256;

    private readonly List<SchemaViolation> _violations = [];

    public IReadOnlyList<SchemaViolation> Violations => _violations;

    /// <summary>Checks a value against a part of the schema and notes what differs.</summary>
    public void Check(JsonElement schema, JsonElement value, string path, int depth)
    {
        if (_violations.Count >= MaxViolations)
            return;
        if (!work.Charge(1))
            Fail(path, "takes too long to be checked");
        else if (depth > MaxDepth)
            Fail(path, "is nested deeper than its schema can be followed");
        else if (schema.ValueKind == JsonValueKind.False)
            Fail(path, "is not allowed");
        else if (schema.ValueKind == JsonValueKind.Object)
            foreach (var keyword in schema.EnumerateObject())
                CheckKeyword(schema, keyword.Name, keyword.Value, value, path, depth + 1);
    }

    private void CheckKeyword(JsonElement schema, string name, JsonElement rule, JsonElement value, string path, int depth)
    {
        switch (name)
        {
            case "$ref":
                JsonPointer.TryFind(root, rule.GetString()!, out var target);
                Check(target, value, path, depth);
                break;
            case "type":
                if (!(rule.ValueKind == JsonValueKind.String ? IsOfType(value, rule.GetString()!) : rule.EnumerateArray().Any(type => IsOfType(value, type.GetString()!))))
                    Fail(path, rule.ValueKind == JsonValueKind.String ? $"must be of type {rule.GetString()}" : $"must be of one of the types {string.Join(", ", rule.EnumerateArray().Select(type => type.GetString()))}");
                break;
            case "const":
                if (!JsonElement.DeepEquals(rule, value))
                    Fail(path, $"must be {rule.GetRawText()}");
                break;
            case "enum":
                if (!rule.EnumerateArray().Any(item => JsonElement.DeepEquals(item, value)))
                    Fail(path, $"must be one of {string.Join(", ", rule.EnumerateArray().Select(item => item.GetRawText()))}");
                break;
            case "allOf":
                foreach (var part in rule.EnumerateArray())
                    Check(part, value, path, depth);
                break;
            case "anyOf":
                if (!rule.EnumerateArray().Any(part => Fits(part, value, depth)))
                    Fail(path, "must fit at least one of the allowed forms");
                break;
            case "oneOf":
                if (rule.EnumerateArray().Count(part => Fits(part, value, depth)) != 1)
                    Fail(path, "must fit exactly one of the allowed forms");
                break;
            case "not":
                if (Fits(rule, value, depth))
                    Fail(path, "must not be of this form");
                break;
            case "if":
                if (schema.TryGetProperty(Fits(rule, value, depth) ? "then" : "else", out var consequence))
                    Check(consequence, value, path, depth);
                break;
            default:
                CheckByKind(schema, name, rule, value, path, depth);
                break;
        }
    }

    private void CheckByKind(JsonElement schema, string name, JsonElement rule, JsonElement value, string path, int depth)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                CheckObject(schema, name, rule, value, path, depth);
                break;
            case JsonValueKind.Array:
                CheckArray(schema, name, rule, value, path, depth);
                break;
            case JsonValueKind.String:
                CheckText(name, rule, value.GetString()!, path);
                break;
            case JsonValueKind.Number:
                CheckNumber(name, rule, value, path);
                break;
        }
    }

    private void CheckObject(JsonElement schema, string name, JsonElement rule, JsonElement value, string path, int depth)
    {
        switch (name)
        {
            case "properties":
                foreach (var member in value.EnumerateObject())
                    if (rule.TryGetProperty(member.Name, out var ofMember))
                        Check(ofMember, member.Value, At(path, member.Name), depth);
                break;
            case "patternProperties":
                foreach (var member in value.EnumerateObject())
                    foreach (var pattern in rule.EnumerateObject())
                        if (Matches(pattern.Name, member.Name))
                            Check(pattern.Value, member.Value, At(path, member.Name), depth);
                break;
            case "additionalProperties":
                foreach (var member in value.EnumerateObject())
                    if (!IsDeclared(schema, member.Name))
                        Check(rule, member.Value, At(path, member.Name), depth);
                break;
            case "propertyNames":
                foreach (var member in value.EnumerateObject())
                    if (!Fits(rule, JsonSerializer.SerializeToElement(member.Name), depth))
                        Fail(At(path, member.Name), "has a name that is not allowed");
                break;
            case "required":
                RequireMembers(rule, value, path);
                break;
            case "dependentRequired":
                foreach (var dependency in rule.EnumerateObject())
                    if (value.TryGetProperty(dependency.Name, out _))
                        RequireMembers(dependency.Value, value, path);
                break;
            case "dependentSchemas":
                foreach (var dependency in rule.EnumerateObject())
                    if (value.TryGetProperty(dependency.Name, out _))
                        Check(dependency.Value, value, path, depth);
                break;
            case "minProperties" or "maxProperties":
                CheckCount(name, rule, value.EnumerateObject().Select(member => member.Name).Distinct().Count(), "members", path);
                break;
        }
    }

    private void CheckArray(JsonElement schema, string name, JsonElement rule, JsonElement value, string path, int depth)
    {
        var index = 0;
        switch (name)
        {
            case "prefixItems":
                foreach (var item in value.EnumerateArray().Take(rule.GetArrayLength()))
                    Check(rule[index], item, At(path, index++), depth);
                break;
            case "items":
                index = schema.TryGetProperty("prefixItems", out var prefix) ? prefix.GetArrayLength() : 0;
                foreach (var item in value.EnumerateArray().Skip(index))
                    Check(rule, item, At(path, index++), depth);
                break;
            case "contains":
                CheckContains(schema, rule, value, path, depth);
                break;
            case "uniqueItems":
                if (rule.ValueKind == JsonValueKind.True && value.EnumerateArray().Distinct(JsonEquality.Instance).Count() < value.GetArrayLength())
                    Fail(path, "must not hold an item twice");
                break;
            case "minItems" or "maxItems":
                CheckCount(name, rule, value.GetArrayLength(), "items", path);
                break;
        }
    }

    private void CheckContains(JsonElement schema, JsonElement rule, JsonElement value, string path, int depth)
    {
        var count = value.EnumerateArray().Count(item => Fits(rule, item, depth));
        var least = schema.TryGetProperty("minContains", out var minimum) ? minimum.GetDouble() : 1;
        var most = schema.TryGetProperty("maxContains", out var maximum) ? maximum.GetDouble() : double.PositiveInfinity;
        if (count < least || count > most)
            Fail(path, $"must hold {(double.IsPositiveInfinity(most) ? $"at least {Text(least)}" : $"{Text(least)} to {Text(most)}")} items of a certain form, not {count}");
    }

    private void CheckText(string name, JsonElement rule, string value, string path)
    {
        switch (name)
        {
            case "minLength" or "maxLength":
                CheckCount(name, rule, value.EnumerateRunes().Count(), "characters", path);
                break;
            case "pattern":
                if (!Matches(rule.GetString()!, value))
                    Fail(path, $"must match {rule.GetString()}");
                break;
            case "format":
                if (rule.ValueKind == JsonValueKind.String && !TextFormats.Fits(rule.GetString()!, value))
                    Fail(path, $"must be of the format {rule.GetString()}");
                break;
        }
    }

    private void CheckNumber(string name, JsonElement rule, JsonElement value, string path)
    {
        switch (name)
        {
            case "minimum" when JsonNumbers.Compare(value, rule) < 0:
                Fail(path, $"must be at least {rule.GetRawText()}");
                break;
            case "maximum" when JsonNumbers.Compare(value, rule) > 0:
                Fail(path, $"must be at most {rule.GetRawText()}");
                break;
            case "exclusiveMinimum" when JsonNumbers.Compare(value, rule) <= 0:
                Fail(path, $"must be more than {rule.GetRawText()}");
                break;
            case "exclusiveMaximum" when JsonNumbers.Compare(value, rule) >= 0:
                Fail(path, $"must be less than {rule.GetRawText()}");
                break;
            case "multipleOf" when !JsonNumbers.IsMultiple(value, rule):
                Fail(path, $"must be a multiple of {rule.GetRawText()}");
                break;
        }
    }

    private void CheckCount(string name, JsonElement rule, int count, string what, string path)
    {
        var limit = rule.GetDouble();
        if (name.StartsWith("min", StringComparison.Ordinal) ? count < limit : count > limit)
            Fail(path, $"must have at {(name.StartsWith("min", StringComparison.Ordinal) ? "least" : "most")} {Text(limit)} {what}, not {count}");
    }

    private void RequireMembers(JsonElement names, JsonElement value, string path)
    {
        foreach (var name in names.EnumerateArray())
            if (!value.TryGetProperty(name.GetString()!, out _))
                Fail(At(path, name.GetString()!), "is required");
    }

    private bool IsDeclared(JsonElement schema, string name) =>
        (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(name, out _))
        || (schema.TryGetProperty("patternProperties", out var patterns) && patterns.EnumerateObject().Any(pattern => Matches(pattern.Name, name)));

    private bool Fits(JsonElement schema, JsonElement value, int depth)
    {
        var trial = new SchemaEvaluation(root, work);
        trial.Check(schema, value, "", depth);
        return trial._violations.Count == 0;
    }

    private static bool IsOfType(JsonElement value, string type) => value.ValueKind switch
    {
        JsonValueKind.Null => type == "null",
        JsonValueKind.True or JsonValueKind.False => type == "boolean",
        JsonValueKind.Object => type == "object",
        JsonValueKind.Array => type == "array",
        JsonValueKind.String => type == "string",
        _ => type == "number" || (type == "integer" && JsonNumbers.IsWhole(value)),
    };

    /// <summary>A pattern that takes too long on a value does not match it.</summary>
    private bool Matches(string pattern, string text)
    {
        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, PatternTimeout);
        }
        catch (RegexMatchTimeoutException)
        {
            work.Charge(SchemaWork.Budget / 10);
            return false;
        }
    }

    private void Fail(string path, string message)
    {
        if (_violations.Count < MaxViolations)
            _violations.Add(new SchemaViolation(path, message));
    }

    private static string At(string path, string name) => $"{path}/{JsonPointer.Escape(name)}";

    private static string At(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}/{index}");

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
