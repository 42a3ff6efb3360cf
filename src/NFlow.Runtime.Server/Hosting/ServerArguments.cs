namespace NFlow.Runtime.Server.Hosting;

/// <summary>What the command line says.</summary>
internal sealed record ServerArguments
{
    public const string Usage = """
        nflow-runtime [-v] [-a app|file.json] [-c config.toml] [--urls http://*:8080]
          -v            verbose log
          -a app        name of the app in the database (default: app), or a designer document as a file
          -c file       configuration; config.toml is used when it is there
          --urls urls   addresses to listen on, separated by semicolons (default: http://*:8080)
          -h, --help    this text
        """;

    /// <summary>Whether the log is verbose.</summary>
    public bool Verbose { get; init; }

    /// <summary>Whether help was asked for.</summary>
    public bool Help { get; init; }

    /// <summary>App name or file; null when not given.</summary>
    public string? App { get; init; }

    /// <summary>Configuration file; null when not given.</summary>
    public string? ConfigurationFile { get; init; }

    /// <summary>Addresses to listen on; null when not given.</summary>
    public string? Urls { get; init; }

    /// <summary>Whether <see cref="App"/> is a file rather than a name.</summary>
    public bool AppIsFile => App is not null && (App.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || File.Exists(App));

    /// <summary>Reads the command line.</summary>
    /// <exception cref="StartException">An argument is not known or lacks its value.</exception>
    public static ServerArguments Parse(IReadOnlyList<string> args)
    {
        var result = new ServerArguments();
        for (var i = 0; i < args.Count; i++)
        {
            var (name, attached) = Split(args[i]);
            string Value() => attached ?? (++i < args.Count ? args[i] : throw new StartException($"{name} needs a value. Run nflow-runtime --help.", StartException.Usage));
            result = name switch
            {
                "-v" or "--verbose" => result with { Verbose = true },
                "-h" or "--help" or "-?" => result with { Help = true },
                "-a" or "--app" => result with { App = Value() },
                "-c" or "--config" => result with { ConfigurationFile = Value() },
                "--urls" => result with { Urls = Value() },
                _ => throw new StartException($"'{args[i]}' is not an argument of nflow-runtime. Run nflow-runtime --help.", StartException.Usage),
            };
        }

        return result;
    }

    private static (string Name, string? Value) Split(string argument)
    {
        var equals = argument.IndexOf('=');
        return equals > 0 && argument.StartsWith('-') ? (argument[..equals], argument[(equals + 1)..]) : (argument, null);
    }
}
