using System.Collections.Concurrent;
using NFlow.Runtime.Diagnostics;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>Compiled scripts by content, failures included. Thread-safe; bounded by the characters it keeps.</summary>
internal sealed class ScriptCache : ICacheStatistics
{
    private const long MaxCharacters = 64L << 20;

    private readonly ConcurrentDictionary<Key, Entry> _entries = new();
    private long _characters;
    private long _hits;
    private long _misses;

    public string Name => "scripts";

    public int Count => _entries.Count;

    public long Hits => Interlocked.Read(ref _hits);

    public long Misses => Interlocked.Read(ref _misses);

    public void Clear()
    {
        _entries.Clear();
        Interlocked.Exchange(ref _characters, 0);
    }

    public JintScript? GetOrAdd(string source, string? function, string name, Func<string, string?, string, JintScript?> compile)
    {
        var key = new Key(source, function, name);
        if (_entries.TryGetValue(key, out var entry))
        {
            Interlocked.Increment(ref _hits);
        }
        else
        {
            Interlocked.Increment(ref _misses);
            entry = Compile(key, compile);
            if (Interlocked.Add(ref _characters, source.Length + 256) > MaxCharacters)
            {
                _entries.Clear();
                Interlocked.Exchange(ref _characters, source.Length + 256);
            }

            _entries[key] = entry;
        }

        return entry.Failure is null ? entry.Script : throw entry.Failure.Again();
    }

    private static Entry Compile(Key key, Func<string, string?, string, JintScript?> compile)
    {
        try
        {
            return new Entry(compile(key.Source, key.Function, key.Name), null);
        }
        catch (ScriptException exception)
        {
            return new Entry(null, new Failure(exception));
        }
    }

    private readonly record struct Key(string Source, string? Function, string Name);

    private readonly record struct Entry(JintScript? Script, Failure? Failure);

    private sealed class Failure(ScriptException exception)
    {
        public ScriptException Again() => new(exception.Message, exception.ScriptName, exception.Line, exception.Column, exception.ScriptStack, exception);
    }
}
