using System.Collections.Frozen;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Recording;

/// <summary>
/// Tells functions that reach outside a run from those that only compute, or read and write the run itself (its request, answer, session and log).
/// What is not known here reaches outside, so that a function of a plugin is recorded too.
/// </summary>
internal static class OutsideWorld
{
    private static readonly string[] InsidePrefixes =
    [
        "$bytes_", "$c_", "$request_", "$response_", "$stream_", "c.", "calcular_", "console.",
    ];

    private static readonly FrozenSet<string> Inside = new[]
    {
        "$capabilities", "$crypto_equal", "$crypto_hash", "$crypto_hmac", "$log", "$path_vars", "$query_parse", "$url_parse",
        "atob", "btoa", "clean_json", "delete_profile", "delete_session", "delete_session_form", "exist_profile", "get_profile", "get_session", "mail_config",
        "mustache", "open_session", "open_session_form", "save_session", "set_profile", "set_session", "template",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Globals = new[] { "config", "env", "url_base", "wid" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a function's result depends on more than its arguments and the run.</summary>
    public static bool Reaches(HostFunction function) =>
        !Inside.Contains(function.Name) && !InsidePrefixes.Any(prefix => function.Name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Whether a value depends on more than the request, the session and the app.</summary>
    public static bool Holds(HostGlobal global) => Globals.Contains(global.Name);
}
