namespace NFlow.Runtime.Files;

/// <summary>
/// Files by name below one folder, and nothing outside it. Absolute names and <c>..</c> are refused; links are followed as long as they stay
/// inside, which is how container platforms mount files. Thread-safe.
/// </summary>
/// <remarks>
/// A link may change between a look and an open. What counts is therefore where the opened file really is: it is asked of the handle, and
/// nothing is read from or written to a file elsewhere. Where the system cannot be asked (only Linux can), the path is resolved once more.
/// </remarks>
internal sealed class ConfinedFolder
{
    private const int MaxNameLength = 1_024;

    private readonly string _folder;

    /// <param name="path">The folder; it may be a link itself, and need not exist yet.</param>
    public ConfinedFolder(string path) => _folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    /// <summary>Where an existing file really is; null when there is none of that name below the folder.</summary>
    public string? Find(string name) =>
        PathOf(name) is { } path && RealPath.Of(path) is { } real && IsInside(real) && File.Exists(real) ? real : null;

    /// <summary>Whether a name stays below the folder, whether or not there is such a file.</summary>
    public bool IsAllowed(string name) => PathOf(name) is { } path && RealPath.Of(path) is { } real && IsInside(real);

    /// <summary>Opens a file to read it.</summary>
    /// <returns>Null when there is none of that name below the folder.</returns>
    public FileStream? OpenRead(string name)
    {
        if (Find(name) is not { } path)
            return null;
        try
        {
            return Checked(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Opens a file to write it, making it when there is none. Nothing in it is lost before it is known where it is.</summary>
    /// <param name="name">Name below the folder; the folder it lies in must exist.</param>
    /// <param name="append">Whether what it has stays.</param>
    /// <returns>Null when the name leads out of the folder.</returns>
    public FileStream? OpenWrite(string name, bool append)
    {
        if (PathOf(name) is not { } path || RealPath.Of(path) is not { } real || !IsInside(real))
            return null;
        var stream = Checked(new FileStream(real, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read));
        if (append)
            stream?.Seek(0, SeekOrigin.End);
        else
            stream?.SetLength(0);
        return stream;
    }

    private string? PathOf(string name)
    {
        if (name.Length is 0 or > MaxNameLength || Path.IsPathRooted(name) || name.AsSpan().ContainsAny('\0', ':'))
            return null;
        var path = _folder;
        foreach (var part in name.Split('/', '\\'))
        {
            if (part is "" or ".")
                continue;
            if (part[^1] is '.' or ' ')
                return null;
            path = Path.Combine(path, part);
        }

        return path.Length == _folder.Length ? null : path;
    }

    private FileStream? Checked(FileStream stream)
    {
        if ((RealPath.Of(stream.SafeFileHandle) ?? RealPath.Of(stream.Name)) is { } real && IsInside(real))
            return stream;
        stream.Dispose();
        return null;
    }

    private bool IsInside(string realPath) =>
        RealPath.Of(_folder) is { } root && realPath.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
