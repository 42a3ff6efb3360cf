using System.Runtime.InteropServices;

namespace NFlow.Runtime.Scripting.Workers.Child;

/// <summary>Rights a worker gives up before it hears of any script. Linux only; what fails is left as it was, because it is a belt beside the braces.</summary>
internal static class ProcessConfinement
{
    private const int SetDumpable = 4;
    private const int SetNoNewPrivileges = 38;
    private const int FileSizeLimit = 1;
    private const int CoreLimit = 4;

    public static void Apply()
    {
        if (!OperatingSystem.IsLinux())
            return;
        // No other process of the same user may look into this one; nothing it could start would have more rights.
        _ = Control(SetDumpable, 0, 0, 0, 0);
        _ = Control(SetNoNewPrivileges, 1, 0, 0, 0);
        var none = default(Limit);
        _ = SetLimit(CoreLimit, in none);
        // No file can grow: pipes are not files.
        _ = SetLimit(FileSizeLimit, in none);
    }

    [DllImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int option, nuint argument, nuint second, nuint third, nuint fourth);

    [DllImport("libc", EntryPoint = "setrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetLimit(int resource, in Limit limit);

    private readonly record struct Limit(nuint Soft, nuint Hard);
}
