namespace NFlow.Runtime.Storage.Files;

/// <summary>
/// Templates as files of one folder: <c>name.html</c>, <c>name.tmpl</c> or <c>name</c>, in this order. Nothing outside the folder is ever read,
/// whatever the name says and wherever a link points. Thread-safe.
/// </summary>
internal sealed class FolderTemplateStore : ITemplateStore
{
    private static readonly string[] Endings = [".html", ".tmpl", ""];
    private readonly RootedFolder _folder;

    /// <summary>Creates the store; the folder may be missing, now or later.</summary>
    /// <param name="folder">The folder; a relative path is resolved against the working directory.</param>
    public FolderTemplateStore(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _folder = new RootedFolder(folder);
    }

    /// <inheritdoc/>
    public async ValueTask<string?> FindAsync(string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (var ending in Endings)
            if (_folder.Find(name + ending) is { } path)
                return await ReadAsync(path, cancellationToken).ConfigureAwait(false);
        return null;
    }

    private static async Task<string?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The template '{path}' cannot be read: {e.Message} Give this process permission to read it.", e);
        }
    }
}
