using Microsoft.Extensions.Options;

namespace NFlow.Runtime.Configuration;

/// <summary>Something that is costly to make of settings, made once and made again when other settings are in force. Thread-safe.</summary>
/// <typeparam name="TOptions">The settings.</typeparam>
/// <typeparam name="T">What is made of them.</typeparam>
/// <param name="options">Gives the settings in force. Where they never change, nothing is ever made again.</param>
/// <param name="make">Makes it. May be called by several threads at once; one result stays.</param>
public sealed class MadeFrom<TOptions, T>(IOptions<TOptions> options, Func<TOptions, T> make)
    where TOptions : class
{
    private volatile Made? _made;

    /// <summary>What was made of the settings in force.</summary>
    public T Value
    {
        get
        {
            var current = options.Value;
            if (_made is { } made && ReferenceEquals(made.Options, current))
                return made.Value;
            var fresh = new Made(current, make(current));
            _made = fresh;
            return fresh.Value;
        }
    }

    private sealed record Made(TOptions Options, T Value);
}
