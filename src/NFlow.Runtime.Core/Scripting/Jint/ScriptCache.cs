using System.Collections.Concurrent;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>Compiled scripts by content, failures included. Thread-safe; bounded by the characters it keeps.</summary>
internal sealed class ScriptCache
{
    private const long MaxCharacters = 64L << 20;

    private readonly ConcurrentDictionary<Key, Entry> _entries = new();
    private long _characters;

    public JintScript? GetOrAdd(string source, string? function, string name, Func<string, string?, string, JintScript?> compile)
    {
        var key = new Key(source, function, name);
        if (!_entries.TryGetValue(key, out var entry))
        {
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
