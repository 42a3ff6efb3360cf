using NFlow.Runtime.Files;

namespace NFlow.Runtime.Storage.Files;

/// <summary>
/// Templates as files of one folder: <c>name.html</c>, <c>name.tmpl</c> or <c>name</c>, in this order. Nothing outside the folder is ever read,
/// whatever the name says and wherever a link points. Thread-safe.
/// </summary>
internal sealed class FolderTemplateStore : ITemplateStore
{
    private static readonly string[] Endings = [".html", ".tmpl", ""];
    private readonly ConfinedFolder _folder;

    /// <summary>Creates the store; the folder may be missing, now or later.</summary>
    /// <param name="folder">The folder; a relative path is resolved against the working directory.</param>
    public FolderTemplateStore(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _folder = new ConfinedFolder(folder);
    }

    /// <inheritdoc/>
    public async ValueTask<string?> FindAsync(string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!IsPlain(name))
            return null;
        foreach (var ending in Endings)
            if (await ReadAsync(name + ending, cancellationToken).ConfigureAwait(false) is { } text)
                return text;
        return null;
    }

    /// <summary>A template has one name: no empty parts, no dots alone.</summary>
    private static bool IsPlain(string name) => !name.Split('/', '\\').Any(static part => part is "" or "." or "..");

    private async Task<string?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            if (_folder.OpenRead(name) is not { } file)
                return null;
            using var reader = new StreamReader(file);
            return await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The template '{name}' cannot be read: {e.Message} Give this process permission to read it.", e);
        }
    }
}
