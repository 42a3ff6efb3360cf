using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace NFlow.Runtime.AspNetCore.Debugging;

/// <summary>Writes debug answers: JSON with names in snake case.</summary>
internal static class DebugAnswer
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DictionaryKeyPolicy = null,
    };

    public static IResult Of<T>(T value) => Results.Json(value, Options);

    public static IResult NotFound(string what) => Results.Json(new { error = what }, Options, statusCode: StatusCodes.Status404NotFound);
}
