using System.Runtime.InteropServices;
using System.Text;

namespace NFlow.Runtime.Scripting.Workers.Child;

/// <summary>
/// Linux's Landlock: a process that gives up files, TCP and other processes for good, without needing to be root. A worker keeps what
/// running .NET takes: the runtime, system libraries and its own assemblies, to read. Nothing to write, no other file of the host's, no
/// connection, no look into any other process.
/// </summary>
internal static class Landlock
{
    private const string Marker = "NFLOW_WORKER_CONFINED";

    private const int CreateRuleset = 444;
    private const int AddRule = 445;
    private const int RestrictSelf = 446;
    private const int VersionFlag = 1;
    private const int PathBeneath = 1;
    private const int SetNoNewPrivileges = 38;
    private const int OpenPath = 0x200000 | 0x80000;

    private const ulong Execute = 1 << 0;
    private const ulong ReadFile = 1 << 2;
    private const ulong ReadFolder = 1 << 3;

    /// <summary>Folders to read, and programs in them to execute: the dynamic linker is one.</summary>
    private static readonly string[] SystemFolders = ["/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib"];

    private static readonly string[] SystemData = ["/proc", "/sys/fs/cgroup", "/sys/devices/system", "/usr/share/zoneinfo", "/usr/share/icu", "/etc/ld.so.cache", "/etc/localtime", "/dev/null", "/dev/zero", "/dev/urandom"];

    /// <summary>Confines the process. Landlock binds one thread and what it starts; so the thread that has bound itself starts the program anew, in the same process.</summary>
    /// <returns>Whether the process is confined; false where the kernel cannot.</returns>
    public static bool Enter()
    {
        if (Environment.GetEnvironmentVariable(Marker) is not null)
            return true;
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture is not (Architecture.X64 or Architecture.Arm64))
            return false;
        var version = (int)Call(CreateRuleset, 0, 0, VersionFlag, 0);
        if (version < 1 || !Restrict(version))
            return false;

        var variables = Environment.GetEnvironmentVariables();
        _ = StartAnew(
            Text(Environment.ProcessPath!),
            Native(File.ReadAllText("/proc/self/cmdline").TrimEnd('\0').Split('\0')),
            Native(variables.Keys.Cast<string>().Select(name => $"{name}={variables[name]}").Append($"{Marker}=1")));
        throw new InvalidOperationException($"The confined worker could not be started (error {Marshal.GetLastPInvokeError()}).");
    }

    private static unsafe bool Restrict(int version)
    {
        // Everything the kernel's version knows of is given up; what is allowed is said rule by rule.
        var handled = new Ruleset((1UL << FileRights(version)) - 1, version >= 4 ? 3UL : 0, version >= 6 ? 3UL : 0);
        var ruleset = (int)Call(CreateRuleset, (nint)(&handled), version >= 6 ? 24 : version >= 4 ? 16 : 8, 0, 0);
        if (ruleset < 0)
            return false;
        foreach (var folder in SystemFolders.Append(Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."))).Append(Path.GetDirectoryName(Environment.ProcessPath)!))
            Allow(ruleset, folder, Execute | ReadFile | ReadFolder);
        foreach (var data in SystemData)
            Allow(ruleset, data, Directory.Exists(data) ? ReadFile | ReadFolder : ReadFile);
        foreach (var file in OwnFiles())
            Allow(ruleset, file, ReadFile);
        Allow(ruleset, Path.Combine(AppContext.BaseDirectory, "runtimes"), ReadFile | ReadFolder);
        // A server that runs as root has powers that Landlock does not bind, such as looking into processes to measure them.
        var (user, powers) = ((Version: 0x20080522, Process: 0), (0L, 0L, 0L));
        return Control(SetNoNewPrivileges, 1, 0, 0, 0) == 0
            && SetCapabilities((nint)(&user), (nint)(&powers)) == 0
            && Call(RestrictSelf, ruleset, 0, 0, 0) == 0
            && SystemCallFilter.Enter();
    }

    /// <summary>Code, and what says where more code is; not the host's settings, which may lie beside it.</summary>
    private static IEnumerable<string> OwnFiles() => Directory.EnumerateFiles(AppContext.BaseDirectory).Where(static path =>
        path.EndsWith(".dll", StringComparison.Ordinal) || path.EndsWith(".so", StringComparison.Ordinal)
        || path.EndsWith(".deps.json", StringComparison.Ordinal) || path.EndsWith(".runtimeconfig.json", StringComparison.Ordinal));

    private static unsafe void Allow(int ruleset, string path, ulong rights)
    {
        var descriptor = Open(Text(path), OpenPath);
        if (descriptor < 0)
            return;
        var rule = new Rule(rights, descriptor);
        _ = Call(AddRule, ruleset, PathBeneath, (nint)(&rule), 0);
        _ = Close(descriptor);
    }

    /// <summary>Texts as C has them, with a null at their end. Nobody frees them: the program that follows has its own memory.</summary>
    private static nint[] Native(IEnumerable<string> texts) => [.. texts.Select(Marshal.StringToCoTaskMemUTF8), 0];

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text + '\0');

    private static int FileRights(int version) => version switch
    {
        1 => 13,
        2 => 14,
        3 or 4 => 15,
        _ => 16,
    };

    [DllImport("libc", EntryPoint = "syscall", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Call(nint number, nint first, nint second, nint third, nint fourth);

    [DllImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int option, nuint argument, nuint second, nuint third, nuint fourth);

    [DllImport("libc", EntryPoint = "capset")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetCapabilities(nint user, nint powers);

    [DllImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);

    [DllImport("libc", EntryPoint = "execve", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int StartAnew(
        byte[] path,
        nint[] arguments,
        nint[] environment);

    private readonly record struct Ruleset(ulong Files, ulong Network, ulong Scopes);

    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private readonly record struct Rule(ulong Rights, int Descriptor);
}
