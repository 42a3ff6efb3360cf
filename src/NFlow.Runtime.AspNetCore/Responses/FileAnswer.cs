using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace NFlow.Runtime.AspNetCore.Responses;

/// <summary>Sends a file as the framework sends its own: ranges, conditions, entity tag, length.</summary>
internal static class FileAnswer
{
    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    public static async Task SendAsync(HttpContext context, string path, string? contentType)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            await context.Response.WriteAsJsonAsync(new { code = 404, message = "not found" }, context.RequestAborted).ConfigureAwait(false);
            return;
        }

        contentType ??= ContentTypes.TryGetContentType(path, out var known) ? known : "application/octet-stream";
        var modified = file.LastWriteTimeUtc;
        var tag = new EntityTagHeaderValue($"\"{modified.Ticks ^ file.Length:x}\"");
        await TypedResults.PhysicalFile(path, contentType, fileDownloadName: null, modified, tag, enableRangeProcessing: true)
            .ExecuteAsync(context)
            .ConfigureAwait(false);
    }
}
