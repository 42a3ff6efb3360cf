using Microsoft.Extensions.Options;
using NFlow.Runtime.Files;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.HostApi.Files;

/// <summary>The one folder whose files scripts may name, see <see cref="HostApiOptions.FileRoot"/>. Thread-safe; for host functions that take file names.</summary>
/// <param name="options">Where the folder is.</param>
public sealed class FileRoot(IOptions<HostApiOptions> options)
{
    private readonly ConfinedFolder? _folder = options.Value.FileRoot.Length == 0 ? null : new ConfinedFolder(options.Value.FileRoot);

    /// <summary>Whether there is such a file.</summary>
    /// <exception cref="HostCallException">There is no root, or the name leaves it.</exception>
    internal bool Exists(string function, string path) => Folder(function, path).Find(path) is not null;

    /// <summary>The absolute path of an existing file.</summary>
    /// <exception cref="HostCallException">There is no root, the path leaves it, or there is no such file.</exception>
    internal string FindFile(string function, string path) =>
        Folder(function, path).Find(path) ?? throw new HostCallException($"{function}: '{path}' does not exist.");

    /// <summary>Reads a file as bytes, within <see cref="HostApiOptions.MaxFileBytes"/>.</summary>
    /// <param name="function">The host function, for errors.</param>
    /// <param name="path">A name as a script gave it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The bytes; null when the file does not exist.</returns>
    /// <exception cref="HostCallException">There is no root, the path leaves it, or the file is too large or cannot be read.</exception>
    public async ValueTask<byte[]?> ReadAsync(string function, string path, CancellationToken cancellationToken)
    {
        var folder = Folder(function, path);
        var limit = options.Value.MaxFileBytes;
        try
        {
            var file = folder.OpenRead(path);
            if (file is null)
                return null;
            await using (file.ConfigureAwait(false))
            {
                if (file.Length > limit)
                    throw new HostCallException($"{function}: '{path}' is larger than {limit} bytes.");
                var content = new byte[file.Length];
                var read = await file.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
                return read == content.Length ? content : content[..read];
            }
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new HostCallException($"{function}: '{path}' cannot be read.", innerException: ex);
        }
    }

    /// <summary>Writes a file, replacing or extending it, within the size limit.</summary>
    internal async ValueTask WriteAsync(string function, string path, ReadOnlyMemory<byte> content, bool append, CancellationToken cancellationToken)
    {
        var folder = Folder(function, path);
        var limit = options.Value.MaxFileBytes;
        if (content.Length > limit)
            throw new HostCallException($"{function}: the content is larger than {limit} bytes.");
        try
        {
            var file = folder.OpenWrite(path, append) ?? throw Outside(function, path);
            await using (file.ConfigureAwait(false))
                await file.WriteAsync(content, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new HostCallException($"{function}: '{path}' cannot be written.", innerException: ex);
        }
    }

    private ConfinedFolder Folder(string function, string path) =>
        _folder is null ? throw new HostCallException($"{function}: this host has no file root, so scripts can use no files.")
        : _folder.IsAllowed(path) ? _folder
        : throw Outside(function, path);

    private static HostCallException Outside(string function, string path) => new($"{function}: '{path}' is not a path below the file root.");
}
