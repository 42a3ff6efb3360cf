namespace NFlow.Runtime.Storage.Files;

/// <summary>Finds files by name below a folder and nowhere else. Thread-safe.</summary>
internal sealed class RootedFolder(string folder)
{
    private readonly string _folder = Path.GetFullPath(folder);

    /// <returns>Where the file really is; null when there is none of that name below the folder.</returns>
    public string? Find(string name)
    {
        if (!IsPlain(name))
            return null;
        try
        {
            var root = Resolve(_folder);
            var path = Resolve(Path.Combine(_folder, name));
            return root is not null && path is not null && path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(path) ? path : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A loop of links, a path too long, a folder we may not enter: no such file for us.
            return null;
        }
    }

    /// <summary>Names are relative, with '/' between parts, none of which leads upwards or means something to the file system.</summary>
    private static bool IsPlain(string name) =>
        name.Length is > 0 and <= 255
        && name.AsSpan().IndexOfAny("\\:\0") < 0
        && !Path.IsPathRooted(name)
        && name.Split('/').All(part => part.Length > 0 && part is not ("." or "..") && part[^1] is not ('.' or ' '));

    /// <summary>Follows every link on the way, not only one at the end.</summary>
    private static string? Resolve(string path)
    {
        var root = Path.GetPathRoot(path)!;
        var resolved = root;
        foreach (var part in path[root.Length..].Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar))
        {
            if (part.Length == 0)
                continue;
            var next = Path.Combine(resolved, part);
            FileSystemInfo info = Directory.Exists(next) ? new DirectoryInfo(next) : new FileInfo(next);
            if (info.LinkTarget is null)
            {
                resolved = next;
                continue;
            }

            if (info.ResolveLinkTarget(returnFinalTarget: true) is not { Exists: true } target)
                return null;
            resolved = target.LinkTarget is null && target.FullName != next ? Resolve(target.FullName) ?? root : target.FullName;
        }

        return resolved;
    }
}
