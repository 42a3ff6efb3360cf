namespace NFlow.Runtime.TestSupport;

/// <summary>A PostgreSQL of the test's own, which it may stop and start as it likes.</summary>
/// <remarks>What is committed survives an immediate stop, though not a power failure: nothing waits for the disk.</remarks>
public sealed class PostgresProcess : IAsyncDisposable
{
    private const string Password = "nflow-test";

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort.Find();
    private readonly string _programs;

    private PostgresProcess(string programs) => _programs = programs;

    public string ConnectionString => $"Host=127.0.0.1;Port={_port};Username=nflow;Password={Password};Database=postgres";

    private string Cluster => _folder.PathOf("cluster");

    /// <summary>Starts one; skips the test where PostgreSQL is not installed.</summary>
    public static async Task<PostgresProcess> StartAsync()
    {
        var postgres = new PostgresProcess(FindPrograms());
        try
        {
            var password = postgres._folder.Write("password", Password);
            if (Tool.IsRoot)
                await Tool.RunAsync("chown", "-R", "postgres", postgres._folder.Path);
            await postgres.RunAsync("initdb", "-D", postgres.Cluster, "-U", "nflow", "--auth=scram-sha-256", $"--pwfile={password}", "-E", "UTF8", "--locale=C.UTF-8");
            await postgres.StartAgainAsync();
            return postgres;
        }
        catch
        {
            await postgres.DisposeAsync();
            throw;
        }
    }

    public Task StartAgainAsync() => RunAsync(
        "pg_ctl", "-D", Cluster, "-l", _folder.PathOf("log"), "-w", "-t", "60",
        "-o", $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder.Path} -c fsync=off -c full_page_writes=off -c max_connections=200", "start");

    /// <summary>Stops it at once, as a crash does: connections break, nothing is said.</summary>
    public Task StopAsync() => RunAsync("pg_ctl", "-D", Cluster, "-m", "immediate", "-w", "-t", "60", "stop");

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Cluster, "postmaster.pid")))
            await StopAsync();
        _folder.Dispose();
    }

    private static string FindPrograms()
    {
        var folder = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).LastOrDefault() : null;
        if (folder is null)
            Assert.Ignore("needs PostgreSQL's programs in /usr/lib/postgresql: source .ci/services.sh, which installs them");
        return Path.Combine(folder!, "bin");
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private Task RunAsync(string program, params string[] arguments) => Tool.IsRoot
        ? Tool.RunAsync("runuser", ["-u", "postgres", "--", Path.Combine(_programs, program), .. arguments])
        : Tool.RunAsync(Path.Combine(_programs, program), arguments);
}
