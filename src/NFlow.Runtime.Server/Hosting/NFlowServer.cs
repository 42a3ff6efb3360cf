using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Console;
using NFlow.Runtime.Apps;
using NFlow.Runtime.Execution;
using NFlow.Runtime.HostApi;
using NFlow.Runtime.Model;
using NFlow.Runtime.Server.Configuration;
using NFlow.Runtime.Storage.EF;

namespace NFlow.Runtime.Server.Hosting;

/// <summary>The standalone server, from command line to exit code.</summary>
internal static class NFlowServer
{
    private const string DefaultConfigurationFile = "config.toml";
    private const string HomeVariable = "NFLOW_HOME";
    private const string DefaultUrls = "http://*:8080";

    /// <summary>Runs until the process is told to stop.</summary>
    /// <returns>Exit code: 0, or one of <see cref="StartException"/>'s.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        try
        {
            EnterHome();
            if (await ServerCommands.RunAsync(args, Console.In, output, errors).ConfigureAwait(false) is { } exitCode)
                return exitCode;
            var arguments = ServerArguments.Parse(args);
            if (arguments.Help)
            {
                await output.WriteLineAsync($"{ServerArguments.Usage}\n\n{ServerCommands.Usage}").ConfigureAwait(false);
                return 0;
            }

            var app = await StartAsync(arguments).ConfigureAwait(false);
            await using (app.ConfigureAwait(false))
                await app.WaitForShutdownAsync().ConfigureAwait(false);
            return 0;
        }
        catch (StartException exception)
        {
            await errors.WriteLineAsync($"nflow-runtime: {exception.Message}").ConfigureAwait(false);
            return exception.ExitCode;
        }
        catch (InvalidConfigurationException exception)
        {
            foreach (var problem in exception.Problems)
                await errors.WriteLineAsync($"nflow-runtime: {problem}").ConfigureAwait(false);
            return StartException.Configuration;
        }
        catch (Microsoft.Extensions.Options.OptionsValidationException exception)
        {
            foreach (var failure in exception.Failures)
                await errors.WriteLineAsync($"nflow-runtime: {failure}").ConfigureAwait(false);
            return StartException.Configuration;
        }
        catch (NFlowException exception)
        {
            await errors.WriteLineAsync($"nflow-runtime: {exception.Message}").ConfigureAwait(false);
            return StartException.Failure;
        }
    }

    /// <summary>Works in the folder that <c>NFLOW_HOME</c> names, where it is set: configuration, database, templates and files are looked for there.</summary>
    private static void EnterHome()
    {
        if (Environment.GetEnvironmentVariable(HomeVariable) is not { Length: > 0 } home)
            return;
        try
        {
            Directory.SetCurrentDirectory(home);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The folder '{home}', which {HomeVariable} names, cannot be entered: {exception.Message}", innerException: exception);
        }
    }

    /// <summary>Puts the application together, opens what it needs, and listens.</summary>
    /// <exception cref="NFlowException">Something is missing or wrong; the message is for the operator.</exception>
    public static async Task<WebApplication> StartAsync(ServerArguments arguments)
    {
        NFlowWarmUp.Begin();
        var app = Build(arguments);
        try
        {
            // The script engine's tables and the database take about as long to open, and neither needs the other. SQLite answers on the thread that asks.
            await Task.WhenAll(Task.Run(() => PrepareAsync(app.Services)), Task.Run(() => Map(app))).ConfigureAwait(false);
            await ListenAsync(app).ConfigureAwait(false);
            return app;
        }
        catch
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Puts the application together without opening, mapping or starting anything.</summary>
    public static WebApplication Build(ServerArguments arguments)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "nflow-runtime", ContentRootPath = Directory.GetCurrentDirectory() });
        var settings = ServerSettings.Read(ConfigurationSource.Load(FindConfigurationFile(arguments), Environment.GetEnvironmentVariables()), builder.Environment.IsDevelopment());
        ConfigureLog(builder.Logging, arguments.Verbose);
        if (arguments.Urls is not null || !NamesAddresses(builder.Configuration))
            Operations.Listen(builder, settings, arguments.Urls ?? (settings.Https.Enabled ? null : DefaultUrls));

        AddRuntime(builder.Services, arguments, settings);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(new CurrentSettings(settings));
        builder.Services.AddHostedService<StartupReport>();

        return builder.Build();
    }

    /// <summary>Opens the database and loads the app, so that what is wrong with them is said before anybody connects.</summary>
    /// <returns>The app.</returns>
    public static async Task<AppDefinition> PrepareAsync(IServiceProvider services)
    {
        await services.GetRequiredService<INFlowDatabase>().PrepareAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            return await services.GetRequiredService<IAppCatalog>().GetAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (RunFailedException exception)
        {
            throw new StartException(exception.Error.Detail ?? exception.Message, innerException: exception);
        }
    }

    private static void Map(WebApplication app)
    {
        Operations.Map(app, app.Services.GetRequiredService<ServerSettings>());
        app.MapNFlow("/*");
    }

    private static async Task ListenAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync().ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw new StartException($"{exception.Message} Stop the other program, or choose another address with --urls.", innerException: exception);
        }
    }

    private static void AddRuntime(IServiceCollection services, ServerArguments arguments, ServerSettings settings)
    {
        services.AddDataProtection().SetApplicationName("nflow-runtime");
        // Composed by hand: the configuration decides which of the parts that AddNFlowRuntime() brings are in use.
        var nflow = services.AddNFlowCore(options =>
        {
            if (arguments is { App: { } name, AppIsFile: false })
                options.AppName = name;
        }).AddAspNetCore();
        // What static analysis refused once stays refused: scripts are analysed when they are compiled.
        services.ConfigureLive<NFlowOptions>((now, options) => (now with { Security = settings.Security }).ApplyTo(options));
        nflow.AddEntityFrameworkStores(storage =>
        {
            storage.UseDatabase(settings.Database.Driver, settings.Database.Dsn);
            storage.QueriesSql = settings.Database.QueriesSql;
        });
        if (arguments is { App: { } file, AppIsFile: true })
            nflow.AddAppFile(File.Exists(file) ? file : throw new StartException($"The app file '{Path.GetFullPath(file)}' does not exist. Correct the path after -a, or create the file."));

        services.Configure<HostApiOptions>(options =>
        {
            options.EnableFileSystem = settings.VmPool.EnableFileSystem;
            options.EnableNetwork = settings.VmPool.EnableNetwork;
            options.EnableProcess = settings.VmPool.EnableProcess;
        });
        services.AddOptions<HostOptions>().Configure<Microsoft.Extensions.Options.IOptions<NFlowOptions>>((host, runtime) =>
            host.ShutdownTimeout = runtime.Value.DrainTimeout + NFlowLifetime.FlushTimeout + TimeSpan.FromSeconds(5));
        Operations.Add(services, nflow, settings);
    }

    private static string? FindConfigurationFile(ServerArguments arguments) =>
        arguments.ConfigurationFile ?? (File.Exists(DefaultConfigurationFile) ? DefaultConfigurationFile : null);

    /// <summary>Whether the environment says where to listen (<c>ASPNETCORE_URLS</c>, <c>ASPNETCORE_HTTP_PORTS</c>, Kestrel's own section).</summary>
    private static bool NamesAddresses(ConfigurationManager configuration) =>
        !string.IsNullOrEmpty(configuration["urls"])
        || !string.IsNullOrEmpty(configuration["http_ports"])
        || !string.IsNullOrEmpty(configuration["https_ports"])
        || configuration.GetSection("Kestrel:Endpoints").Exists();

    private static void ConfigureLog(ILoggingBuilder logging, bool verbose)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd HH:mm:ss.fff'Z' ";
            console.ColorBehavior = LoggerColorBehavior.Default;
        });
        logging.SetMinimumLevel(verbose ? LogLevel.Debug : LogLevel.Information);
        logging.AddFilter("Microsoft", verbose ? LogLevel.Information : LogLevel.Warning);
        logging.AddFilter("System", LogLevel.Warning);
        // All it can still say below Information is nothing; while it may speak, every request gets an activity and a log scope that nobody reads.
        if (!verbose)
            logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
    }
}
