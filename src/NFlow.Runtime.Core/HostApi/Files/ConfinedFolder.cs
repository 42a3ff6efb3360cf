namespace NFlow.Runtime.HostApi.Files;

/// <summary>A folder that names cannot leave: absolute paths, <c>..</c> and symbolic links below it are refused. Thread-safe.</summary>
internal sealed class ConfinedFolder
{
    private static readonly char[] Separators = ['/', '\\'];

    private readonly string _root;

    /// <param name="path">The folder; it may be a symbolic link itself and need not exist yet.</param>
    public ConfinedFolder(string path)
    {
        var directory = new DirectoryInfo(Path.GetFullPath(path));
        _root = Path.TrimEndingDirectorySeparator(directory.LinkTarget is null ? directory.FullName : directory.ResolveLinkTarget(returnFinalTarget: true)!.FullName);
    }

    /// <summary>The absolute path for a name; null when it would leave the folder or names the folder itself.</summary>
    public string? Resolve(string name)
    {
        if (Path.IsPathRooted(name))
            return null;

        var current = _root;
        foreach (var segment in name.Split(Separators))
        {
            if (segment is "" or ".")
                continue;
            if (segment == ".." || segment.AsSpan().ContainsAny("\0:"))
                return null;

            current = Path.Combine(current, segment);
            if (new FileInfo(current).LinkTarget is not null)
                return null;
        }

        return current.Length == _root.Length ? null : current;
    }
}
