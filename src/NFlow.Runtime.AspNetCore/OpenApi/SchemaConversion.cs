using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using JsonPointer = NFlow.Runtime.AspNetCore.Schemas.JsonPointer;

namespace NFlow.Runtime.AspNetCore.OpenApi;

/// <summary>Puts a JSON Schema into an OpenAPI document. What it refers to within itself becomes a component of the document.</summary>
internal static class SchemaConversion
{
    private const string ComponentsPath = "#/components/schemas/";

    public static IOpenApiSchema Convert(JsonElement schema, string name, OpenApiDocument document)
    {
        var references = new HashSet<string>(StringComparer.Ordinal);
        CollectReferences(schema, references);
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        foreach (var reference in references)
        {
            var component = ComponentName(name, reference);
            if (JsonPointer.TryFind(schema, reference, out var target) && !document.Components.Schemas.ContainsKey(component))
                document.Components.Schemas[component] = Parse(target, name, document);
        }

        return Parse(schema, name, document);
    }

    private static IOpenApiSchema Parse(JsonElement schema, string name, OpenApiDocument document)
    {
        var node = JsonSerializer.SerializeToNode(schema)!;
        if (node.GetValueKind() != JsonValueKind.Object)
            return node.GetValueKind() == JsonValueKind.False ? new OpenApiSchema { Not = new OpenApiSchema() } : new OpenApiSchema();
        Rewrite(node, name);
        if (node["$ref"] is { } reference)
        {
            // The reader drops a reference at the top, and what stands beside one.
            node.AsObject().Remove("$ref");
            if (node.AsObject().Count == 0)
                return new OpenApiSchemaReference(reference.GetValue<string>()[ComponentsPath.Length..], document);
            node = new JsonObject { ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = reference }, node) };
        }

        return OpenApiModelFactory.Parse<OpenApiSchema>(node.ToJsonString(), OpenApiSpecVersion.OpenApi3_1, document, out _) ?? new OpenApiSchema();
    }

    private static void CollectReferences(JsonElement schema, HashSet<string> references)
    {
        if (schema.ValueKind == JsonValueKind.Array)
            foreach (var item in schema.EnumerateArray())
                CollectReferences(item, references);
        if (schema.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in schema.EnumerateObject())
            if (member.Name == "$ref" && member.Value.ValueKind == JsonValueKind.String)
                references.Add(member.Value.GetString()!);
            else if (HoldsSchemasByName(member.Name) && member.Value.ValueKind == JsonValueKind.Object)
                foreach (var named in member.Value.EnumerateObject())
                    CollectReferences(named.Value, references);
            else if (!HoldsValues(member.Name))
                CollectReferences(member.Value, references);
    }

    /// <summary>Points references at the document's components and drops what has no place below them.</summary>
    private static void Rewrite(JsonNode? node, string name)
    {
        if (node is JsonArray items)
            foreach (var item in items)
                Rewrite(item, name);
        if (node is not JsonObject schema)
            return;
        foreach (var keyword in new[] { "$defs", "definitions", "$schema", "$id", "$comment" })
            schema.Remove(keyword);
        if (schema["$ref"] is JsonValue reference && reference.TryGetValue<string>(out var target))
            schema["$ref"] = $"{ComponentsPath}{ComponentName(name, target)}";
        foreach (var (keyword, value) in schema)
            if (HoldsSchemasByName(keyword) && value is JsonObject named)
                foreach (var (_, part) in named)
                    Rewrite(part, name);
            else if (!HoldsValues(keyword))
                Rewrite(value, name);
    }

    private static bool HoldsSchemasByName(string keyword) => keyword is "properties" or "patternProperties" or "dependentSchemas" or "$defs" or "definitions";

    private static bool HoldsValues(string keyword) => keyword is "const" or "enum" or "default" or "examples" or "example";

    private static string ComponentName(string name, string reference) =>
        string.Concat($"{name}.{reference.TrimStart('#', '/')}".Select(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-' ? character : '_'));
}
