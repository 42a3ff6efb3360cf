using Microsoft.AspNetCore.Routing.Patterns;
using Route = NFlow.Runtime.Routing.Route;

namespace NFlow.Runtime.AspNetCore.OpenApi;

/// <summary>Where one <c>MapNFlow</c> put the app.</summary>
/// <param name="Text">The path before the catch-all, without trailing slash; empty at the root.</param>
/// <param name="IsStripped">Whether the app does not see it.</param>
internal sealed record MappedPrefix(string Text, bool IsStripped)
{
    public static MappedPrefix Of(RoutePattern pattern, int skippedSegments)
    {
        var raw = pattern.RawText ?? "";
        var catchAll = raw.IndexOf("{*", StringComparison.Ordinal);
        var prefix = (catchAll < 0 ? raw : raw[..catchAll]).Trim('/');
        return new MappedPrefix(prefix.Length == 0 ? "" : $"/{prefix}", skippedSegments > 0);
    }

    /// <summary>The path of a starter as clients see it, in OpenAPI's spelling; null when this mapping does not lead there.</summary>
    public string? PathOf(Route route)
    {
        var pattern = string.Join('/', route.Pattern.Split('/').Select(segment => segment.StartsWith(':') ? $"{{{segment[1..]}}}" : segment));
        if (!pattern.StartsWith('/'))
            return null;
        if (IsStripped)
            return Text + pattern;
        return Text.Length == 0 || pattern == Text || pattern.StartsWith(Text + "/", StringComparison.OrdinalIgnoreCase) ? pattern : null;
    }
}
