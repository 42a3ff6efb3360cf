using System.Security.Cryptography;
using System.Text;
using NFlow.Runtime.Model;

namespace NFlow.Runtime.Storage.Files;

/// <summary>
/// One app from a JSON file. Beside it may lie its default script (<c>name.default.js</c>) and its modules: <c>modules.csv</c> as the designer
/// exports the table, and <c>modules/*.js</c>, one file per module, which win. Files are read anew each time, so edits are served without a restart. Thread-safe.
/// </summary>
internal sealed class FileAppStore : IAppStore, IModuleStore, IAppSourceReader, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly string _path;
    private readonly string _appName;
    private readonly string _folder;
    private readonly string _scriptPath;

    /// <summary>Creates the store.</summary>
    /// <param name="path">The JSON file; it is looked for when it is read.</param>
    /// <param name="appName">Name under which the app is asked for.</param>
    public FileAppStore(string path, string appName = "app")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(appName);
        _path = Path.GetFullPath(path);
        _appName = appName;
        _folder = Path.GetDirectoryName(_path)!;
        _scriptPath = Path.Combine(_folder, Path.GetFileNameWithoutExtension(_path) + ".default.js");
    }

    private string ModuleTablePath => Path.Combine(_folder, "modules.csv");

    private string ModuleFolderPath => Path.Combine(_folder, "modules");

    /// <inheritdoc/>
    public ValueTask<AppDocument?> FindAsync(string name, CancellationToken cancellationToken) =>
        InTurnAsync(() => ReadDocumentAsync(name, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<string?> ReadVersionAsync(string name, CancellationToken cancellationToken) =>
        InTurnAsync(() => HashAsync(name, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ModuleDefinition>> ListAsync(CancellationToken cancellationToken) =>
        InTurnAsync(() => ReadModulesAsync(cancellationToken), cancellationToken);

    /// <inheritdoc/>
    /// <remarks>Saves of this process are seen whole; an editor that changes several files is seen as it writes them.</remarks>
    public ValueTask<AppSource?> ReadAsync(string name, CancellationToken cancellationToken) =>
        InTurnAsync(
            async () => await HashAsync(name, cancellationToken).ConfigureAwait(false) is { } version && await ReadDocumentAsync(name, cancellationToken).ConfigureAwait(false) is { } document
                ? new AppSource(document, await ReadModulesAsync(cancellationToken).ConfigureAwait(false), version)
                : null,
            cancellationToken);

    /// <inheritdoc/>
    /// <remarks>Each file is replaced whole, so that nobody reads half of it.</remarks>
    public async ValueTask SaveAsync(AppDocument document, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (document.Name != _appName)
            throw new StorageException($"The file '{_path}' holds the app '{_appName}'; it cannot also hold '{document.Name}'. Use a database for several apps.");
        await InTurnAsync(
            async () =>
            {
                if (document.DefaultScript.Length > 0 || File.Exists(_scriptPath))
                    await ReplaceAsync(_scriptPath, Encoding.UTF8.GetBytes(document.DefaultScript), cancellationToken).ConfigureAwait(false);
                await ReplaceAsync(_path, document.Json, cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async ValueTask<T> InTurnAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<AppDocument?> ReadDocumentAsync(string name, CancellationToken cancellationToken)
    {
        if (name != _appName)
            return null;
        var json = await ReadFileAsync(_path, cancellationToken).ConfigureAwait(false)
            ?? throw new StorageException($"The app file '{_path}' does not exist. Correct the path, or create the file.");
        var script = await ReadFileAsync(_scriptPath, cancellationToken).ConfigureAwait(false);
        return new AppDocument(name, WithoutMark(json), script is null ? "" : Decode(script));
    }

    private async Task<string?> HashAsync(string name, CancellationToken cancellationToken)
    {
        if (name != _appName || !File.Exists(_path))
            return null;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in (string[])[_path, _scriptPath, ModuleTablePath, .. ModuleFiles()])
        {
            var content = await ReadFileAsync(path, cancellationToken).ConfigureAwait(false);
            hash.AppendData(Encoding.UTF8.GetBytes($"{Path.GetFileName(path)}:{content?.Length ?? -1};"));
            hash.AppendData(content.AsSpan());
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private async Task<IReadOnlyList<ModuleDefinition>> ReadModulesAsync(CancellationToken cancellationToken)
    {
        var modules = new SortedDictionary<string, ModuleDefinition>(StringComparer.Ordinal);
        if (await ReadFileAsync(ModuleTablePath, cancellationToken).ConfigureAwait(false) is { } table)
            foreach (var module in ModuleTable.Read(Decode(table), ModuleTablePath))
                modules[module.Name] = module;
        foreach (var path in ModuleFiles())
            if (await ReadFileAsync(path, cancellationToken).ConfigureAwait(false) is { } code)
            {
                var name = Path.GetFileNameWithoutExtension(path);
                modules[name] = new ModuleDefinition(name, Decode(code));
            }

        return [.. modules.Values];
    }

    private IEnumerable<string> ModuleFiles() =>
        Directory.Exists(ModuleFolderPath) ? Directory.EnumerateFiles(ModuleFolderPath, "*.js").Order(StringComparer.Ordinal) : [];

    /// <returns>The content; null when there is no such file.</returns>
    private static async Task<byte[]?> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return File.Exists(path) ? await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false) : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The file '{path}' cannot be read: {e.Message} Give this process permission to read it.", e);
        }
    }

    private static async Task ReplaceAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var draft = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            await File.WriteAllBytesAsync(draft, content, cancellationToken).ConfigureAwait(false);
            File.Move(draft, path, overwrite: true);
        }
        catch (Exception e)
        {
            File.Delete(draft);
            if (e is IOException or UnauthorizedAccessException)
                throw new StorageException($"The file '{path}' cannot be written: {e.Message} Give this process permission to write its folder.", e);
            throw;
        }
    }

    private static ReadOnlyMemory<byte> WithoutMark(byte[] content) =>
        content.AsSpan().StartsWith("\uFEFF"u8) ? content.AsMemory(3) : content;

    private static string Decode(byte[] content) => Encoding.UTF8.GetString(WithoutMark(content).Span);
}
