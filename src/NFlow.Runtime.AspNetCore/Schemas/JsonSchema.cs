using System.Text.Json;

namespace NFlow.Runtime.AspNetCore.Schemas;

/// <summary>
/// A JSON Schema (2020-12) with local references: the vocabularies core, applicator and validation without <c>$anchor</c>, <c>$dynamicRef</c>, <c>$id</c> bases and <c>unevaluated…</c>.
/// A schema that uses those is refused rather than half enforced; nothing is ever loaded from elsewhere. Immutable; thread-safe.
/// </summary>
internal sealed class JsonSchema
{
    private JsonSchema(JsonElement root) => Root = root;

    public JsonElement Root { get; }

    /// <summary>Reads a schema, checking that all of it can be enforced.</summary>
    /// <exception cref="FormatException">It cannot; the message says what and where.</exception>
    public static JsonSchema Parse(string text)
    {
        try
        {
            return Parse(JsonSerializer.Deserialize<JsonElement>(text));
        }
        catch (JsonException)
        {
            throw new FormatException("it is not JSON");
        }
    }

    /// <inheritdoc cref="Parse(string)"/>
    public static JsonSchema Parse(JsonElement root)
    {
        SchemaInspection.Inspect(root);
        return new JsonSchema(root.Clone());
    }

    /// <summary>Checks a value.</summary>
    /// <returns>Every violation, in document order, at most <see cref="SchemaEvaluation.MaxViolations"/>; empty when the value fits.</returns>
    public IReadOnlyList<SchemaViolation> Check(JsonElement value)
    {
        var evaluation = new SchemaEvaluation(Root, new SchemaWork());
        evaluation.Check(Root, value, "", 0);
        return evaluation.Violations;
    }
}
