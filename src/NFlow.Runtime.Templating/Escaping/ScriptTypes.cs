namespace NFlow.Runtime.Templating.Escaping;

/// <summary>The values of a script's <c>type</c> that make its body JavaScript or JSON.</summary>
internal static class ScriptTypes
{
    public static bool IsScript(ReadOnlySpan<char> type)
    {
        if (type.IndexOf(';') is var parameters and >= 0)
            type = type[..parameters];
        return type.Trim().ToString().ToLowerInvariant()
            is "" or "application/ecmascript" or "application/javascript" or "application/json" or "application/ld+json"
            or "application/x-ecmascript" or "application/x-javascript" or "module" or "text/ecmascript" or "text/javascript"
            or "text/javascript1.0" or "text/javascript1.1" or "text/javascript1.2" or "text/javascript1.3"
            or "text/javascript1.4" or "text/javascript1.5" or "text/jscript" or "text/livescript" or "text/x-ecmascript"
            or "text/x-javascript";
    }
}
