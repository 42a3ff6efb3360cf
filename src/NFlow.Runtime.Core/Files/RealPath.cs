using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace NFlow.Runtime.Files;

/// <summary>Where files really are, with every link on the way followed.</summary>
internal static class RealPath
{
    private const int MaxLinks = 40;

    /// <summary>The path of an opened file; null where the system does not tell.</summary>
    public static string? Of(SafeFileHandle handle) =>
        OperatingSystem.IsLinux() ? new FileInfo(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{handle.DangerousGetHandle()}")).LinkTarget : null;

    /// <summary>A path without links; its last part need not exist. Null when links form a loop or lead nowhere.</summary>
    public static string? Of(string path)
    {
        try
        {
            return Resolve(path, MaxLinks);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A loop, a path too long, a folder we may not enter: no such file for us.
            return null;
        }
    }

    private static string? Resolve(string path, int links)
    {
        var root = Path.GetPathRoot(path)!;
        var resolved = root;
        var parts = path[root.Length..].Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < parts.Length; i++)
        {
            var next = Path.Combine(resolved, parts[i]);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                resolved = next;
                continue;
            }

            if (links == 0)
                return null;
            var rest = Path.Combine([Path.GetFullPath(target, resolved), .. parts.AsSpan(i + 1)]);
            return Resolve(rest, links - 1);
        }

        return resolved;
    }
}
