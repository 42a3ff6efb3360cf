using System.Text.Encodings.Web;
using System.Text.Json;
using NFlow.Runtime.Recording;

namespace NFlow.Runtime.Testing;

/// <summary>A host call as a line of a script.</summary>
internal static class CallText
{
    private const string HttpRequest = "$http_request";
    private const string LegacyHttpRequest = "$http_legacy";

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(RecordedCall call) => Of(call.Function, call.Arguments);

    /// <summary>What scripts call <c>http.get(url, options)</c> is one function behind the scenes, whose first arguments are that name and the method.</summary>
    public static string Of(string function, IReadOnlyList<JsonElement> arguments) =>
        function is HttpRequest or LegacyHttpRequest && arguments is [{ ValueKind: JsonValueKind.String } caller, _, ..]
            ? Write(caller.GetString()!, arguments.Skip(2).Where(argument => !IsUndefined(argument)))
            : Write(function, arguments);

    private static string Write(string function, IEnumerable<JsonElement> arguments) =>
        $"{function}({string.Join(", ", arguments.Reverse().SkipWhile(IsUndefined).Reverse().Select(argument => WorkflowAssertions.Shorten(JsonSerializer.Serialize(argument, Compact))))})";

    private static bool IsUndefined(JsonElement argument) => argument.ValueKind == JsonValueKind.Object && argument.TryGetProperty("$undefined", out _);
}
