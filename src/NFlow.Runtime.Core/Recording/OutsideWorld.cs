using System.Collections.Frozen;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Recording;

/// <summary>
/// Tells functions that reach outside a run from those that only compute, or read and write the run itself (its request, answer, session and log).
/// What is not known here reaches outside, so that a function of a plugin is recorded too; so does what reads a header that recordings hide, <c>$basic_auth</c>.
/// A test keeps the list complete.
/// </summary>
internal static class OutsideWorld
{
    private static readonly FrozenSet<string> Inside = new[]
    {
        // the request, its files included
        "$all_fields", "$cookies", "$file_base64", "$file_bytes", "$file_text", "$files", "$form_fields", "$path_vars", "$query_fields",
        "$request", "$request_body", "c.FormParams", "c.FormValue", "c.GetHeader", "c.IsTLS", "c.IsWebSocket", "c.Param", "c.ParamNames", "c.ParamValues",
        "c.Path", "c.QueryParam", "c.QueryParams", "c.QueryString", "c.RealIP", "c.Scheme",
        // the answer; files and templates that are sent are read for it, and not by the script
        "$c_error", "$committed", "$header_add", "$header_get", "$header_set", "$status_get", "$status_set", "$stream_end", "$stream_start", "$stream_write",
        "c.Attachment", "c.Blob", "c.File", "c.HTML", "c.HTMLBlob", "c.Inline", "c.JSON", "c.JSONBlob", "c.JSONP", "c.JSONPretty", "c.NoContent",
        "c.Redirect", "c.Render", "c.SetCookie", "c.SetHeader", "c.String", "c.XML", "c.XMLBlob", "c.XMLPretty",
        // the session and what the run keeps
        "c.Get", "c.Set", "delete_profile", "delete_session", "delete_session_form", "exist_profile", "get_profile", "get_session", "mail_config",
        "open_session", "open_session_form", "save_session", "set_profile", "set_session",
        // the log
        "$log", "console.debug", "console.error", "console.info", "console.log", "console.warn",
        // arguments only
        "$bytes_copy", "$bytes_from", "$bytes_to", "$crypto_equal", "$crypto_hash", "$crypto_hmac", "$expected", "$query_parse", "$text", "$url_parse",
        "atob", "btoa", "calcular_sha512", "calcular_sha512_224", "calcular_sha512_256", "clean_json", "mustache", "template",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Globals = new[] { "config", "env", "url_base", "wid" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a function's result depends on more than its arguments and the run.</summary>
    public static bool Reaches(HostFunction function) => !Inside.Contains(function.Name);

    /// <summary>Whether a value depends on more than the request, the session and the app.</summary>
    public static bool Holds(HostGlobal global) => Globals.Contains(global.Name);
}
