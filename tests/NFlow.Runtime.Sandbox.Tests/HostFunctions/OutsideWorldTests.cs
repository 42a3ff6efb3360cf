using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Recording;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Sandbox.Tests.HostFunctions;

/// <summary>
/// What a recorded run keeps of its host calls. A function that is new to a host with every package fails here until somebody has said whether a
/// replay must hear its old answer (below, in <see cref="Outside"/>) or call it again (in <see cref="Inside"/>, and in <see cref="OutsideWorld"/>).
/// </summary>
public sealed class OutsideWorldTests
{
    private static readonly string[] Outside =
    [
        // settings and rights of the host
        "$capabilities", "get_env", "set_env",
        // time
        "sleep", "time_now_day", "time_now_hour", "time_now_minute", "time_now_month", "time_now_second", "time_now_unix",
        "time_now_unix_nano", "time_now_weekday", "time_now_year",
        // chance
        "uuid", "$crypto_random", "$crypto_uuid", "$crypto_int", "hash_password", "security.encrypt",
        // keys of the installation
        "security.decrypt",
        // files
        "file_to_string", "string_to_file", "$file_read", "$file_write", "$file_append", "$file_exists",
        // stores
        "validate_user", "get_user", "validate_token", "get_token", "get_template",
        // databases
        "$db_query", "$db_exec", "$db_begin", "$db_end",
        // other servers
        "$http_legacy", "$http_request", "send_otp", "check_otp", "send_mail", "send_mail_async", "mail.send", "openai", "gemini",
        "ollama", "ai.chat", "ai.stream",
        // a header that recordings hide
        "$basic_auth",
        // other runs
        "wkill",
    ];

    private static readonly string[] Inside =
    [
        // the request, its files included
        "$all_fields", "$cookies", "$file_base64", "$file_bytes", "$file_text", "$files", "$form_fields", "$path_vars",
        "$query_fields", "$request", "$request_body", "c.FormParams", "c.FormValue", "c.GetHeader", "c.IsTLS", "c.IsWebSocket",
        "c.Param", "c.ParamNames", "c.ParamValues", "c.Path", "c.QueryParam", "c.QueryParams", "c.QueryString", "c.RealIP", "c.Scheme",
        // the answer; files and templates that are sent are read for it, and not by the script
        "$c_error", "$committed", "$header_add", "$header_get", "$header_set", "$status_get", "$status_set", "$stream_end",
        "$stream_start", "$stream_write", "c.Attachment", "c.Blob", "c.File", "c.HTML", "c.HTMLBlob", "c.Inline", "c.JSON", "c.JSONBlob",
        "c.JSONP", "c.JSONPretty", "c.NoContent", "c.Redirect", "c.Render", "c.SetCookie", "c.SetHeader", "c.String", "c.XML",
        "c.XMLBlob", "c.XMLPretty",
        // the session and what the run keeps
        "c.Get", "c.Set", "delete_profile", "delete_session", "delete_session_form", "exist_profile", "get_profile", "get_session",
        "mail_config", "open_session", "open_session_form", "save_session", "set_profile", "set_session",
        // the log
        "$log", "console.debug", "console.error", "console.info", "console.log", "console.warn",
        // arguments only
        "$bytes_copy", "$bytes_from", "$bytes_to", "$crypto_equal", "$crypto_hash", "$crypto_hmac", "$expected", "$query_parse", "$text",
        "$url_parse", "atob", "btoa", "calcular_sha512", "calcular_sha512_224", "calcular_sha512_256", "clean_json", "mustache",
        "template",
    ];

    private static readonly string[] OutsideGlobals = ["config", "env", "url_base", "wid"];

    private static readonly string[] InsideGlobals =
    [
        "__flow_app", "__flow_name", "__outputs", "current_box", "form", "header", "nflow_data", "nflow_endpoint", "post_data", "prev_box", "profile",
    ];

    private static HostSurface Surface { get; set; } = null!;

    [OneTimeSetUp]
    public static async Task ComposeAsync()
    {
        var services = new ServiceCollection();
        WholeHost.Compose(services.AddNFlowCore());
        await using var host = services.BuildServiceProvider();
        Surface = host.GetRequiredService<HostSurface>();
    }

    [Test]
    public void EveryFunction_IsDeclaredToReachOutsideOrNot() =>
        Assert.That(Surface.Functions.Select(function => function.Name), Is.EquivalentTo(Outside.Concat(Inside)));

    [Test]
    public void EveryFunction_IsRecordedAsDeclared() =>
        Assert.That(Surface.Functions.Where(OutsideWorld.Reaches).Select(function => function.Name), Is.EquivalentTo(Outside));

    [Test]
    public void EveryValue_IsDeclaredAndRecordedSo()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Surface.Globals.Where(OutsideWorld.Holds).Select(global => global.Name), Is.EquivalentTo(OutsideGlobals));
            Assert.That(Surface.Globals.Select(global => global.Name), Is.EquivalentTo(OutsideGlobals.Concat(InsideGlobals)));
        }
    }

    [Test]
    public void FunctionOfAPluginNobodyKnows_ReachesOutside() =>
        Assert.That(OutsideWorld.Reaches(new HostSurfaceBuilder().Function("c.weather", _ => HostValue.Null, "Is new.").Build().Functions.Single()), Is.True);
}
