namespace NFlow.Runtime.Storage;

/// <summary>
/// Reads app and modules from two stores one after the other, and again when the version moved meanwhile. Thread-safe.
/// </summary>
/// <param name="apps">Where the app is.</param>
/// <param name="modules">Where its modules are.</param>
public sealed class VersionedAppSourceReader(IAppStore apps, IModuleStore modules) : IAppSourceReader
{
    private const int MaxAttempts = 20;

    /// <inheritdoc/>
    public async ValueTask<AppSource?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var before = await apps.ReadVersionAsync(name, cancellationToken).ConfigureAwait(false);
        for (var attempt = 0; attempt < MaxAttempts && before is not null; attempt++)
        {
            var document = await apps.FindAsync(name, cancellationToken).ConfigureAwait(false);
            var list = await modules.ListAsync(cancellationToken).ConfigureAwait(false);
            var after = await apps.ReadVersionAsync(name, cancellationToken).ConfigureAwait(false);
            if (document is not null && after == before)
                return new AppSource(document, list, before);
            before = after;
        }

        return before is null
            ? null
            : throw new StorageException($"The app '{name}' changed {MaxAttempts} times while it was read. Stop saving it for a moment; it is read again at the next request.");
    }
}
