namespace NFlow.Runtime.Storage;

/// <summary>Several template stores as one: the first that has a template of the name answers. As thread-safe as they are.</summary>
/// <param name="stores">The stores, in order.</param>
internal sealed class CompositeTemplateStore(params IReadOnlyList<ITemplateStore> stores) : ITemplateStore
{
    /// <inheritdoc/>
    public async ValueTask<string?> FindAsync(string name, CancellationToken cancellationToken)
    {
        foreach (var store in stores)
            if (await store.FindAsync(name, cancellationToken).ConfigureAwait(false) is { } text)
                return text;
        return null;
    }
}
