namespace NFlow.Runtime.Templating.Values;

/// <summary>An object of the data. Values are converted when they are asked for.</summary>
internal abstract class TemplateMap
{
    private KeyValuePair<string, TemplateValue>[]? _sorted;

    public virtual int Count => Sorted.Count;

    /// <summary>The entries in the order of Go's maps when they are printed or iterated: by the bytes of the key.</summary>
    public IReadOnlyList<KeyValuePair<string, TemplateValue>> Sorted => _sorted ??= Sort();

    /// <returns>The value, or <see cref="TemplateValue.Missing"/>.</returns>
    public abstract TemplateValue Get(string key);

    protected abstract IEnumerable<KeyValuePair<string, TemplateValue>> Enumerate();

    private KeyValuePair<string, TemplateValue>[] Sort()
    {
        var entries = Enumerate().ToArray();
        Array.Sort(entries, static (left, right) => Utf8Order.Compare(left.Key, right.Key));
        return entries;
    }
}
