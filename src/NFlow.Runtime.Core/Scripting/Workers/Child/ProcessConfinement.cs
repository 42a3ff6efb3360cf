using System.Runtime.InteropServices;

namespace NFlow.Runtime.Scripting.Workers.Child;

/// <summary>Rights a worker gives up before it hears of any script. Where the system cannot, the worker runs all the same, and the server says so in its log.</summary>
internal static class ProcessConfinement
{
    private const int SetDumpable = 4;
    private const int SetNoNewPrivileges = 38;
    private const int FileSizeLimit = 1;
    private const int CoreLimit = 4;

    /// <summary>Gives up what can be given up.</summary>
    /// <returns>Whether the kernel keeps the process from files, connections and other processes.</returns>
    public static bool Apply()
    {
        if (!OperatingSystem.IsLinux())
            return false;
        var isConfined = Landlock.Enter();
        // No other process of the same user may look into this one; nothing it could start would have more rights.
        _ = Control(SetDumpable, 0, 0, 0, 0);
        _ = Control(SetNoNewPrivileges, 1, 0, 0, 0);
        var none = default(Limit);
        _ = SetLimit(CoreLimit, in none);
        // No file can grow: pipes are not files.
        _ = SetLimit(FileSizeLimit, in none);
        return isConfined;
    }

    [DllImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int option, nuint argument, nuint second, nuint third, nuint fourth);

    [DllImport("libc", EntryPoint = "setrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetLimit(int resource, in Limit limit);

    private readonly record struct Limit(nuint Soft, nuint Hard);
}
