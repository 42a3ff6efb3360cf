using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Server.Configuration;
using NFlow.Runtime.Server.Hosting;
using NFlow.Runtime.Server.Tests.Support;
using NFlow.Runtime.Tracking;

namespace NFlow.Runtime.Server.Tests.Configuration;

/// <summary>
/// No key is merely parsed: the server is put together with everything switched on, once as it is and once for each key with another value of that key. Something must come out different:
/// an option, a service, an endpoint, an address. That options have readers is another test's (OptionsHaveReaders).
/// </summary>
internal sealed partial class EffectOfKeysTests
{
    private static readonly TestFolder Folder = new();

    /// <summary>What a key is set to where neither the opposite nor the next number will do.</summary>
    private static readonly Dictionary<string, string> OtherValues = new(StringComparer.Ordinal)
    {
        ["database_nflow.driver"] = "\"postgres\"",
        ["db.driver"] = "\"postgres\"",
        ["vm_pool.isolation"] = "\"process\"",
        ["recorder.mode"] = "\"all\"",
        ["rate_limit.backend"] = "\"memory\"",
        ["monitor.health_check_path"] = "\"/other\"",
        ["monitor.metrics_path"] = "\"/other\"",
        ["monitor.metrics_port"] = "\"18999\"",
        ["ai.openai_base_url"] = "\"https://other\"",
        ["ai.gemini_base_url"] = "\"https://other\"",
        ["ai.ollama_base_url"] = "\"https://other\"",
        ["http.allowed_hosts"] = "\"other.example.org\"",
        ["debug.allowed_ips"] = "\"10.0.0.0/8\"",
        ["proxy.trusted"] = "\"10.0.0.0/8\"",
        ["rate_limit.excluded_ips"] = "\"10.0.0.0/8\"",
        ["rate_limit.excluded_paths"] = "\"/other\"",
        ["security.encryption_key"] = "\"fedcba9876543210fedcba9876543210\"",
        ["security.log_masking_char"] = "\"#\"",
        ["https_engine.address"] = "\":18443\"",
        ["pg_session.url"] = "\"postgres://a:b@other/c\"",
        ["plugin.plugins"] = "[\"http\"]",
        ["security.sensitive_patterns"] = "[\"email\"]",
        ["recorder.secret_names"] = "[\"other\"]",
        ["security.allowed_patterns"] = "[\"other\"]",
        ["recorder.auth_token"] = "\"0123456789abcdefX\"",
    };

    private static readonly Lazy<string> Unchanged = new(() => Describe([]));

    [OneTimeTearDown]
    public static void TearDown() => Folder.Dispose();

    [TestCaseSource(nameof(Keys))]
    public void Key_ChangesWhatTheServerIsPutTogetherFrom(string key) =>
        Assert.That(Describe(new Dictionary<string, string> { [key] = Other(key) }), Is.Not.EqualTo(Unchanged.Value), $"{key} = {Other(key)}");

    [TestCaseSource(nameof(AcceptedKeys))]
    public void Key_ThatIsOnlyAccepted_IsDocumentedSo(string key) =>
        Assert.That(Describe(new Dictionary<string, string> { [key] = Other(key) }), Is.EqualTo(Unchanged.Value), "The page says that it does nothing.");

    private static IEnumerable<string> AllKeys() => ServerSettings.Read(new ConfigurationSource([])).Effective.Keys.Append("env.own").Append("security.custom_patterns.own").Append("security.log_custom_patterns.own");

    private static IEnumerable<string> Keys() => AllKeys().Except(AcceptedKeys());

    private static IEnumerable<string> AcceptedKeys()
    {
        var table = "";
        foreach (var line in File.ReadLines(Repository.PathOf("docs", "configuration.md")))
        {
            if (Heading().Match(line) is { Success: true } heading)
                table = heading.Groups[1].Value;
            else if (Accepted().Match(line) is { Success: true } row)
                yield return $"{table}.{row.Groups[1].Value}";
        }
    }

    private static string Other(string key)
    {
        if (OtherValues.TryGetValue(key, out var other))
            return other;
        return Base().TryGetValue(key, out var known) ? Vary(known) : Vary(ServerSettings.Read(new ConfigurationSource([])).Effective.GetValueOrDefault(key) ?? "");
    }

    private static string Vary(object value) => value switch
    {
        bool flag => flag ? "false" : "true",
        "true" => "false",
        int number => (number + 1).ToString(CultureInfo.InvariantCulture),
        string text when text.StartsWith('[') || text.Contains(", ", StringComparison.Ordinal) => "[\"other\"]",
        string text when text.StartsWith('"') => $"\"other{text[1..]}",
        _ => "\"other\"",
    };

    /// <summary>Everything is on, so that every key has something to act on.</summary>
    private static Dictionary<string, string> Base() => new(StringComparer.Ordinal)
    {
        ["database_nflow.dsn"] = $"\"{Folder.PathOf("nflow.db")}\"",
        ["redis.host"] = "\"127.0.0.1:1\"",
        ["db.enabled"] = "true",
        ["db.driver"] = "\"sqlite\"",
        ["db.dsn"] = "\"scripts.db\"",
        ["mail.enabled"] = "true",
        ["mail.smtp_host"] = "\"mx\"",
        ["mail.smtp_from"] = "\"a@example.org\"",
        ["twilio.enable"] = "true",
        ["twilio.account_sid"] = "\"a\"",
        ["twilio.auth_token"] = "\"b\"",
        ["twilio.verify_service_id"] = "\"c\"",
        ["tracker.enabled"] = "true",
        ["debug.enabled"] = "true",
        ["debug.auth_token"] = "\"token\"",
        ["rate_limit.enabled"] = "true",
        ["rate_limit.backend"] = "\"redis\"",
        ["recorder.enabled"] = "true",
        ["recorder.auth_token"] = "\"0123456789abcdef\"",
        ["security.enable_encryption"] = "true",
        ["security.encryption_key"] = "\"0123456789abcdef0123456789abcdef\"",
        ["security.enable_static_analysis"] = "true",
        ["security.enable_log_sanitization"] = "true",
        ["https_engine.enable"] = "true",
        ["https_engine.cert"] = Certificate("a"),
        ["https_engine.key"] = Certificate("a", isKey: true),
    };

    private static string Describe(Dictionary<string, string> changed)
    {
        var settings = Base();
        foreach (var (key, value) in changed)
            settings[key] = value;
        // One changed key may ask for another: a PostgreSQL database has another name than a file, a certificate another key.
        if (changed.ContainsKey("database_nflow.driver"))
            settings["database_nflow.dsn"] = "\"host=other\"";
        if (changed.ContainsKey("https_engine.cert") || changed.ContainsKey("https_engine.key"))
            (settings["https_engine.cert"], settings["https_engine.key"]) = (Certificate("b"), Certificate("b", isKey: true));
        var toml = string.Join('\n', settings.GroupBy(setting => setting.Key[..setting.Key.LastIndexOf('.')])
            .Select(table => $"[{table.Key}]\n{string.Join('\n', table.Select(setting => $"{setting.Key[(table.Key.Length + 1)..]} = {setting.Value}"))}"));
        File.WriteAllText(Folder.PathOf("config.toml"), toml);

        var app = NFlowServer.Build(new ServerArguments { ConfigurationFile = Folder.PathOf("config.toml") });
        try
        {
            Operations.Map(app, app.Services.GetRequiredService<ServerSettings>());
            return string.Join('\n', Parts(app));
        }
        finally
        {
            ((IDisposable)app).Dispose();
        }
    }

    private static IEnumerable<string> Parts(WebApplication app)
    {
        foreach (var type in OptionTypes.Value)
            yield return $"{type.Name}: {Show(((IOptions<object>)app.Services.GetRequiredService(typeof(IOptions<>).MakeGenericType(type))).Value)}";
        foreach (var endpoint in ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>())
            yield return $"{endpoint.DisplayName} {endpoint.RoutePattern.RawText}";
        foreach (var key in (string[])["urls", "Kestrel:Certificates:Default:Path", "Kestrel:Certificates:Default:KeyPath"])
            yield return $"{key}: {app.Configuration[key]}";
        var services = app.Services.GetRequiredService<IServiceProviderIsService>();
        foreach (var type in (Type[])[typeof(ITracker), typeof(NFlow.Runtime.Storage.ISessionStore), typeof(NFlow.Runtime.Clustering.IClusterBus)])
            yield return $"{type.Name}: {(services.IsService(type) ? app.Services.GetService(type)?.GetType().Name : "none")}";
        yield return string.Join(' ', app.Services.GetServices<NFlow.Runtime.Storage.IStorageProbe>().Select(probe => probe.Name));
        yield return $"{app.Services.GetService<NFlow.Runtime.Execution.IWorkflowEngine>()?.GetType().Name} {app.Services.GetRequiredService<Microsoft.Extensions.Logging.ILoggerFactory>().GetType().Name}";
        yield return string.Join(' ', app.Services.GetServices<NFlow.Runtime.Scripting.IHostApi>().Select(api => api.GetType().Name));
        var current = app.Services.GetRequiredService<ServerSettings>();
        // Handed to middleware as they are.
        yield return $"{string.Join(' ', current.Proxy.Trusted)} {current.SessionsUrl}";
    }

    private static readonly Lazy<Type[]> OptionTypes = new(() =>
    [
        .. Directory.GetFiles(AppContext.BaseDirectory, "NFlow.Runtime*.dll").Select(path => Path.GetFileNameWithoutExtension(path)).Where(name => !name.EndsWith("Tests", StringComparison.Ordinal) && !name.EndsWith("Support", StringComparison.Ordinal))
            .SelectMany(name => Assembly.Load(name).GetExportedTypes()).Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && type.GetConstructor([]) is not null),
    ]);

    private static string Show(object? value) => value switch
    {
        null => "null",
        string or ValueType => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        IDictionary map => string.Join(',', map.Keys.Cast<object>().Select(key => $"{key}={Show(map[key])}")),
        IEnumerable list => string.Join(',', list.Cast<object>().Select(Show)),
        _ when value.GetType().Namespace?.StartsWith("NFlow.", StringComparison.Ordinal) == true => string.Join(' ', value.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(property => property.GetIndexParameters().Length == 0 && property.Name != "EqualityContract").Select(property => $"{property.Name}:({Show(property.GetValue(value))})")),
        _ => value.GetType().Name,
    };

    private static string Certificate(string name, bool isKey = false)
    {
        var (certificate, key) = (Folder.PathOf($"{name}.pem"), Folder.PathOf($"{name}.key"));
        if (!File.Exists(certificate))
        {
            using var rsa = RSA.Create(2048);
            using var made = new CertificateRequest("CN=localhost", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
            File.WriteAllText(certificate, made.ExportCertificatePem());
            File.WriteAllText(key, rsa.ExportPkcs8PrivateKeyPem());
        }

        return $"\"{(isKey ? key : certificate)}\"";
    }

    [GeneratedRegex(@"^## \[([\w.]+)\]$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\| `(\w+)` \| `.*?` \| Accepted")]
    private static partial Regex Accepted();
}
