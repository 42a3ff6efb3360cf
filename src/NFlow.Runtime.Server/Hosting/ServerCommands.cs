using System.Text;
using NFlow.Runtime.Model;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Storage.EF;

namespace NFlow.Runtime.Server.Hosting;

/// <summary>What the program does besides serving: check an app, list its routes, add users, ask a running server for its health.</summary>
internal static class ServerCommands
{
    public const string Usage = """
        nflow-runtime check app.json [--strict]   validates a designer document, lists its routes, analyses its scripts; exit code 1 when it cannot be served or a script is dangerous (--strict: or has warnings)
        nflow-runtime routes [-a app|file.json] [-c config.toml]   lists the routes of an app
        nflow-runtime users add name [--role role] [-c config.toml]   adds a user, or sets the password of one; the password is read from standard input
        nflow-runtime health [url]   asks a running server whether it is alive, for container health checks (default: http://127.0.0.1:8080/health/live)
        """;

    /// <summary>Carries out a command.</summary>
    /// <returns>The exit code; null when the arguments are no command.</returns>
    public static async Task<int?> RunAsync(string[] args, TextReader input, TextWriter output, TextWriter errors) => args switch
    {
        ["check", .. var rest] => await CheckAsync(rest, output).ConfigureAwait(false),
        ["routes", .. var rest] => await ListRoutesAsync(ServerArguments.Parse(rest), output).ConfigureAwait(false),
        ["users", "add", .. var rest] => await AddUserAsync(rest, input, output).ConfigureAwait(false),
        ["users", ..] => throw new StartException("Expected: nflow-runtime users add name [--role role] [-c config.toml]", StartException.Usage),
        ["health", .. var rest] => await AskHealthAsync(rest, output, errors).ConfigureAwait(false),
        _ => null,
    };

    private static async Task<int> CheckAsync(string[] args, TextWriter output)
    {
        var strict = args.Contains("--strict");
        if (args.Where(argument => argument != "--strict").ToArray() is not [var file])
            throw new StartException("Expected: nflow-runtime check app.json [--strict]", StartException.Usage);

        try
        {
            var app = AppDefinitionReader.Read(Path.GetFileNameWithoutExtension(file), await File.ReadAllBytesAsync(file).ConfigureAwait(false));
            await WriteRoutesAsync(app, output).ConfigureAwait(false);
            var findings = Analyze(app);
            foreach (var found in findings)
                await output.WriteLineAsync($"{found.Finding.Severity}: flow '{found.Flow}', node {found.NodeId} ({found.Script}) at {found.Finding.Line}:{found.Finding.Column}: {found.Finding.Rule}: {found.Finding.Message}").ConfigureAwait(false);
            await output.WriteLineAsync($"{app.Flows.Count} flows, {app.Routes.Routes.Count} routes, {app.Problems.Count} warnings, {findings.Count} findings in scripts.").ConfigureAwait(false);
            var isDangerous = findings.Any(found => found.Finding.Severity == ScriptFindingSeverity.High);
            return isDangerous || (strict && app.Problems.Count + findings.Count > 0) ? StartException.Failure : 0;
        }
        catch (InvalidDefinitionException exception)
        {
            foreach (var problem in exception.Problems)
                await output.WriteLineAsync($"{problem.Severity}: {problem}").ConfigureAwait(false);
            return StartException.Failure;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"'{file}' cannot be read: {exception.Message}", innerException: exception);
        }
    }

    /// <summary>What static analysis says of the app's scripts, with the rules a server without configuration has.</summary>
    private static IReadOnlyList<AppScriptFinding> Analyze(AppDefinition app)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddNFlowCore();
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IScriptAnalyzer>().Analyze(app);
    }

    private static async Task<int> ListRoutesAsync(ServerArguments arguments, TextWriter output)
    {
        var app = NFlowServer.Build(arguments);
        await using (app.ConfigureAwait(false))
        {
            var definition = await NFlowServer.PrepareAsync(app.Services).ConfigureAwait(false);
            await WriteRoutesAsync(definition, output).ConfigureAwait(false);
            return 0;
        }
    }

    private static async Task WriteRoutesAsync(AppDefinition app, TextWriter output)
    {
        foreach (var route in app.Routes.Routes)
            await output.WriteLineAsync($"{route.Method,-7} {route.Pattern}  (flow '{route.Flow.Name}', node {route.Starter.Id}{(route.Starter.RequiresAuthentication ? ", requires authentication" : "")})").ConfigureAwait(false);
        foreach (var problem in app.Problems)
            await output.WriteLineAsync($"{problem.Severity}: {problem}").ConfigureAwait(false);
    }

    private static async Task<int> AddUserAsync(string[] args, TextReader input, TextWriter output)
    {
        var (name, role, others) = ReadUser(args);
        await output.WriteLineAsync($"Password of {name} (one line):").ConfigureAwait(false);
        if (await input.ReadLineAsync().ConfigureAwait(false) is not { Length: > 0 } password)
            throw new StartException("No password was given on standard input.", StartException.Usage);

        var app = NFlowServer.Build(ServerArguments.Parse(others));
        await using (app.ConfigureAwait(false))
        {
            await app.Services.GetRequiredService<INFlowDatabase>().PrepareAsync(CancellationToken.None).ConfigureAwait(false);
            var users = app.Services.GetRequiredService<IUserStore>();
            var known = await users.FindAsync(name, CancellationToken.None).ConfigureAwait(false);
            var hash = HostApi.Users.PasswordHash.Create(password);
            await users.SaveAsync(new UserRecord(known?.Id ?? 0, name, hash, role ?? known?.Role ?? "user", IsActive: true), CancellationToken.None).ConfigureAwait(false);
            await output.WriteLineAsync(known is null ? $"User {name} added." : $"Password of user {name} set.").ConfigureAwait(false);
            return 0;
        }
    }

    private static (string Name, string? Role, string[] Others) ReadUser(string[] args)
    {
        if (args is not [var name, .. var options] || name.StartsWith('-'))
            throw new StartException("Expected: nflow-runtime users add name [--role role] [-c config.toml]", StartException.Usage);
        var at = Array.IndexOf(options, "--role");
        if (at < 0)
            return (name, null, options);
        if (at + 1 >= options.Length)
            throw new StartException("--role needs a value.", StartException.Usage);
        return (name, options[at + 1], [.. options[..at], .. options[(at + 2)..]]);
    }

    private static async Task<int> AskHealthAsync(string[] args, TextWriter output, TextWriter errors)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using var response = await client.GetAsync(new Uri(args is [var url] ? url : "http://127.0.0.1:8080/health/live")).ConfigureAwait(false);
            await output.WriteLineAsync($"{(int)response.StatusCode} {Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false))}").ConfigureAwait(false);
            return response.IsSuccessStatusCode ? 0 : StartException.Failure;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or UriFormatException)
        {
            await errors.WriteLineAsync($"nflow-runtime: {exception.Message}").ConfigureAwait(false);
            return StartException.Failure;
        }
    }
}
