using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace NFlow.Runtime.AspNetCore.Routing;

/// <summary>The path as the client sent it, percent-encoding kept, without the host's path base.</summary>
internal static class RequestPath
{
    public static string Read(HttpContext context, int skippedSegments)
    {
        var path = FromTarget(context) ?? context.Request.Path.ToUriComponent();
        return skippedSegments == 0 ? NotEmpty(path) : Skip(path, skippedSegments);
    }

    /// <summary>The path of the request's target; null when it is not what routing saw (a middleware rewrote the path, or the server resolved dots).</summary>
    private static string? FromTarget(HttpContext context)
    {
        if (context.Features.Get<IHttpRequestFeature>()?.RawTarget is not { Length: > 0 } target || target[0] != '/')
            return null;

        var question = target.IndexOf('?');
        var raw = question < 0 ? target : target[..question];
        var request = context.Request;
        if (!raw.Contains('%'))
            return Strip(raw, request.PathBase.Value, request.Path.Value);

        var decoded = PathString.FromUriComponent(raw).Value!;
        if (Strip(decoded, request.PathBase.Value, request.Path.Value) is null)
            return null;
        return request.PathBase.HasValue ? Skip(raw, request.PathBase.Value!.Count('/')) : raw;
    }

    private static string? Strip(string whole, string? pathBase, string? path)
    {
        pathBase ??= "";
        path ??= "";
        return whole.Length == pathBase.Length + path.Length && whole.StartsWith(pathBase, StringComparison.OrdinalIgnoreCase) && whole.EndsWith(path, StringComparison.Ordinal)
            ? whole[pathBase.Length..]
            : null;
    }

    private static string Skip(string path, int segments)
    {
        var start = 0;
        for (; segments > 0; segments--)
        {
            start = path.IndexOf('/', start + 1);
            if (start < 0)
                return "/";
        }

        return path[start..];
    }

    private static string NotEmpty(string path) => path.Length == 0 ? "/" : path;
}
