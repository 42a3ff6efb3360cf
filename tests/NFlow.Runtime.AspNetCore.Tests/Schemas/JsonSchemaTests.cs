using System.Text.Json;
using NFlow.Runtime.AspNetCore.Schemas;

namespace NFlow.Runtime.AspNetCore.Tests.Schemas;

public sealed class JsonSchemaTests
{
    [TestCase("""{"type":"object","required":["a","b/c"],"properties":{"a":{"type":"integer","minimum":1}}}""", """{"a":0.5}""",
        "/b~1c is required", "/a must be of type integer", "/a must be at least 1")]
    [TestCase("""{"properties":{"l":{"items":{"enum":["x",1]},"uniqueItems":true,"maxItems":2}}}""", """{"l":["x",1.0,"x"]}""", "/l must not hold an item twice", "/l must have at most 2 items, not 3")]
    [TestCase("""{"additionalProperties":false,"patternProperties":{"^x-":{"type":"string"}},"properties":{"a":true}}""", """{"a":1,"x-b":2,"c":3}""", "/c is not allowed", "/x-b must be of type string")]
    [TestCase("""{"prefixItems":[{"type":"string"}],"items":{"type":"number"}}""", """[1,"a",2]""", "/0 must be of type string", "/1 must be of type number")]
    [TestCase("""{"$ref":"#/$defs/node","$defs":{"node":{"required":["v"],"properties":{"next":{"$ref":"#/$defs/node"}}}}}""", """{"v":1,"next":{"next":{"v":1}}}""", "/next/v is required")]
    [TestCase("""{"if":{"properties":{"k":{"const":"card"}}},"then":{"required":["number"]},"else":{"required":["iban"]}}""", """{"k":"cash"}""", "/iban is required")]
    [TestCase("""{"anyOf":[{"type":"string"},{"minimum":5}]}""", "4", " must fit at least one of the allowed forms")]
    [TestCase("""{"oneOf":[{"minimum":1},{"minimum":2}]}""", "3", " must fit exactly one of the allowed forms")]
    [TestCase("""{"not":{"type":"null"},"type":["string","null"]}""", "null", " must not be of this form")]
    [TestCase("""{"minLength":2,"maxLength":2,"pattern":"^a"}""", "\"😀\"", " must have at least 2 characters, not 1", " must match ^a")]
    [TestCase("""{"multipleOf":0.01}""", "19.999", " must be a multiple of 0.01")]
    [TestCase("""{"multipleOf":0.01}""", "19.99")]
    [TestCase("""{"contains":{"const":1},"minContains":2}""", "[1,2]", " must hold at least 2 items of a certain form, not 1")]
    [TestCase("""{"properties":{"w":{"format":"date-time"},"d":{"format":"date"},"m":{"format":"email"},"u":{"format":"uuid"},"x":{"format":"whatever"}}}""",
        """{"w":"2026-02-30T00:00:00Z","d":"2026-2-3","m":"a@","u":"1","x":"1"}""", "/w must be of the format date-time", "/d must be of the format date", "/m must be of the format email", "/u must be of the format uuid")]
    [TestCase("""{"properties":{"w":{"format":"date-time"},"d":{"format":"date"},"m":{"format":"email"}}}""", """{"w":"2026-02-03T04:05:06.7+01:00","d":"2026-02-03","m":"a@x.org"}""")]
    [TestCase("false", "1", " is not allowed")]
    public void Check_ListsEveryViolationWithItsPlace(string schema, string value, params string[] expected)
    {
        var violations = JsonSchema.Parse(schema).Check(JsonSerializer.Deserialize<JsonElement>(value));

        Assert.That(violations.Select(violation => $"{violation.Path} {violation.Message}"), Is.EquivalentTo(expected));
    }

    [TestCase("[]", "it must be an object, true or false")]
    [TestCase("nonsense", "it is not JSON")]
    [TestCase("""{"type":"text"}""", "/type must be a type or an array of types")]
    [TestCase("""{"properties":{"a/b":{"pattern":"("}}}""", "/properties/a~1b/pattern must be a regular expression")]
    [TestCase("""{"$ref":"https://example.com/schema.json"}""", "/$ref must be a reference within this schema, such as #/$defs/name")]
    [TestCase("""{"$ref":"#/$defs/missing"}""", "/$ref must be a reference within this schema, such as #/$defs/name")]
    [TestCase("""{"allOf":[{"unevaluatedProperties":false}]}""", "/allOf/0/unevaluatedProperties is not supported")]
    [TestCase("""{"items":[{}]}""", "/items must be an object, true or false")]
    [TestCase("""{"minLength":-1}""", "/minLength must be a whole number")]
    public void Parse_WhatCannotBeEnforced_IsRefused(string schema, string expected) =>
        Assert.That(() => JsonSchema.Parse(schema), Throws.InstanceOf<FormatException>().With.Message.EqualTo(expected));

    [TestCase("""{"$ref":"#"}""")]
    [TestCase("""{"anyOf":[{"$ref":"#"},{"$ref":"#"}]}""")]
    [TestCase("""{"anyOf":[{"type":"null"},{"items":{"anyOf":[{"$ref":"#"},{"$ref":"#"}]}}],"not":{"$ref":"#/anyOf/1"}}""")]
    public void Check_SchemaThatTurnsInCircles_EndsWithAViolation(string schema)
    {
        var nested = string.Concat(Enumerable.Repeat("[", 60)) + string.Concat(Enumerable.Repeat("]", 60));

        Assert.That(JsonSchema.Parse(schema).Check(JsonSerializer.Deserialize<JsonElement>(nested)), Is.Not.Empty);
    }

    [Test]
    public void Check_ThousandsOfViolations_AreCutOff()
    {
        var value = JsonSerializer.SerializeToElement(Enumerable.Range(0, 5000));

        Assert.That(JsonSchema.Parse("""{"items":{"type":"string"}}""").Check(value), Has.Count.EqualTo(SchemaEvaluation.MaxViolations));
    }
}
