using System.Text.Json;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Plugins.AI;

/// <summary>Reads what scripts pass to the AI functions. A value of the wrong kind is a TypeError that names function, argument and expectation.</summary>
internal static class ChatArguments
{
    private static readonly string[] Fields = ["provider", "key", "model", "system", "prompt", "messages", "data", "temperature", "maxTokens"];

    /// <summary>An argument that existing apps may leave out or pass as null.</summary>
    public static string OptionalText(HostCall call, int index) =>
        call.KindOf(index) is HostValueKind.Undefined or HostValueKind.Null ? "" : call.RequireText(index);

    public static ChatRequest ReadObject(HostCall call)
    {
        var request = call.RequireObject(0);
        foreach (var member in request.EnumerateObject())
            if (!Fields.Contains(member.Name))
                throw new HostCallException($"{call.Function.Name}: argument 'request' has no field '{member.Name}'; known are {string.Join(", ", Fields)}.", isTypeError: true);

        var data = Field(request, "data");
        var read = new ChatRequest
        {
            Provider = Text(call, request, "provider"),
            Key = Text(call, request, "key"),
            Model = Text(call, request, "model"),
            System = Text(call, request, "system"),
            Prompt = Text(call, request, "prompt"),
            Messages = ReadMessages(call, Field(request, "messages")),
            Data = data,
            RendersPrompts = data.ValueKind != JsonValueKind.Undefined,
            Temperature = (float?)Number(call, request, "temperature", 0, 10),
            MaxTokens = (int?)Number(call, request, "maxTokens", 1, int.MaxValue),
        };
        return read.Prompt.Length > 0 || read.Messages.Count > 0 ? read : throw Bad(call, "prompt", "a string that is not empty (or messages)");
    }

    private static List<KeyValuePair<string, string>> ReadMessages(HostCall call, JsonElement messages)
    {
        if (messages.ValueKind == JsonValueKind.Undefined)
            return [];
        if (messages.ValueKind != JsonValueKind.Array)
            throw Bad(call, "messages", "an array of {role, content}", messages.ValueKind);

        var read = new List<KeyValuePair<string, string>>();
        foreach (var message in messages.EnumerateArray())
        {
            var argument = $"messages[{read.Count}]";
            if (message.ValueKind != JsonValueKind.Object)
                throw Bad(call, argument, "an object {role, content}", message.ValueKind);
            if (Field(message, "role") is not { ValueKind: JsonValueKind.String } role || role.GetString() is not ("system" or "user" or "assistant"))
                throw Bad(call, $"{argument}.role", "'system', 'user' or 'assistant'");
            if (Field(message, "content") is not { ValueKind: JsonValueKind.String } content)
                throw Bad(call, $"{argument}.content", "a string", Field(message, "content").ValueKind);
            read.Add(new(role.GetString()!, content.GetString()!));
        }

        return read;
    }

    private static string Text(HostCall call, JsonElement request, string name)
    {
        var value = Field(request, name);
        return value.ValueKind switch
        {
            JsonValueKind.Undefined => "",
            JsonValueKind.String => value.GetString()!,
            _ => throw Bad(call, name, "a string", value.ValueKind),
        };
    }

    private static double? Number(HostCall call, JsonElement request, string name, double least, double most)
    {
        var value = Field(request, name);
        if (value.ValueKind == JsonValueKind.Undefined)
            return null;
        return value.ValueKind == JsonValueKind.Number && value.GetDouble() is var number && number >= least && number <= most
            ? number
            : throw Bad(call, name, $"a number from {least} to {most}");
    }

    private static JsonElement Field(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : default;

    private static HostCallException Bad(HostCall call, string argument, string expected, JsonValueKind? actual = null) =>
        new($"{call.Function.Name}: argument 'request.{argument}' must be {expected}{(actual is null ? "" : $", not {Name(actual.Value)}")}.", isTypeError: true);

    private static string Name(JsonValueKind kind) => kind is JsonValueKind.True or JsonValueKind.False ? "boolean" : kind.ToString().ToLowerInvariant();
}
