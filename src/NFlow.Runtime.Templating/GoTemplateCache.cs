using System.Collections.Concurrent;

namespace NFlow.Runtime.Templating;

/// <summary>Keeps parsed templates by their text, up to a number of templates and a total length.</summary>
/// <remarks>
/// Safe for any number of threads. A lookup takes no lock. When the cache is full, templates that were not asked for
/// since the last clearing out go first. A template that fails to parse is not kept. Two threads that ask for the same new
/// template may both parse it; one result is kept.
/// </remarks>
public sealed class GoTemplateCache
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly GoTemplateOptions _options;
    private readonly int _maxCount;
    private readonly long _maxTotalLength;
    private readonly Lock _clearing = new();
    private long _totalLength;
    private long _hits;
    private long _misses;

    /// <summary>Creates an empty cache.</summary>
    /// <param name="options">The options all its templates are parsed with; <see cref="GoTemplateOptions.Default"/> when null.</param>
    /// <param name="maxCount">How many templates it keeps, at least 1.</param>
    /// <param name="maxTotalLength">How long the sources of those may be together, in UTF-16 code units, at least 1. A longer template is never kept.</param>
    public GoTemplateCache(GoTemplateOptions? options = null, int maxCount = 1000, long maxTotalLength = 16 * 1024 * 1024)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTotalLength, 1);
        _options = options ?? GoTemplateOptions.Default;
        _options.Validate();
        _maxCount = maxCount;
        _maxTotalLength = maxTotalLength;
    }

    /// <summary>How many templates are kept now.</summary>
    public int Count => _entries.Count;

    /// <summary>How often a template was found.</summary>
    public long Hits => Interlocked.Read(ref _hits);

    /// <summary>How often a template had to be parsed.</summary>
    public long Misses => Interlocked.Read(ref _misses);

    /// <summary>Finds the template of a text, or parses and keeps it.</summary>
    /// <param name="text">The template.</param>
    /// <returns>The template, ready to render.</returns>
    /// <exception cref="GoTemplateException">The text is no template, cannot be escaped safely, or exceeds a limit.</exception>
    public GoTemplate GetOrParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (_entries.TryGetValue(text, out var entry))
        {
            entry.WasUsed = true;
            Interlocked.Increment(ref _hits);
            return entry.Template;
        }

        Interlocked.Increment(ref _misses);
        var template = GoTemplate.Parse(text, _options);
        if (text.Length <= _maxTotalLength)
            Keep(text, template);
        return template;
    }

    /// <summary>Forgets all templates.</summary>
    public void Clear()
    {
        lock (_clearing)
        {
            foreach (var text in _entries.Keys)
                Remove(text);
        }
    }

    private void Keep(string text, GoTemplate template)
    {
        lock (_clearing)
        {
            if (!_entries.TryAdd(text, new Entry(template)))
                return;
            _totalLength += text.Length;
            if (IsOverfull)
                ClearOut(text);
        }
    }

    private bool IsOverfull => _entries.Count > _maxCount || _totalLength > _maxTotalLength;

    private void ClearOut(string newest)
    {
        // Those in use get a second chance: they lose their mark now, and go next time unless asked for again.
        foreach (var (text, entry) in _entries)
        {
            if (!IsOverfull)
                return;
            if (text != newest && !entry.WasUsed)
                Remove(text);
            entry.WasUsed = false;
        }

        foreach (var text in _entries.Keys)
        {
            if (!IsOverfull)
                return;
            if (text != newest)
                Remove(text);
        }
    }

    private void Remove(string text)
    {
        if (_entries.TryRemove(text, out _))
            _totalLength -= text.Length;
    }

    private sealed class Entry(GoTemplate template)
    {
        private volatile bool _wasUsed;

        public GoTemplate Template { get; } = template;

        public bool WasUsed
        {
            get => _wasUsed;
            set => _wasUsed = value;
        }
    }
}
