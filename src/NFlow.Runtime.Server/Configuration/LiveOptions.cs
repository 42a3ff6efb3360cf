using Microsoft.Extensions.Options;

namespace NFlow.Runtime.Server.Configuration;

/// <summary>Options that follow the configuration file: whoever reads <see cref="Value"/> when it needs it sees the settings in force. Thread-safe.</summary>
/// <remarks>Each instance is made whole and checked, and never changed after: readers see the old settings or the new ones, not a mixture.</remarks>
internal sealed class LiveOptions<TOptions>(
    CurrentSettings current,
    IEnumerable<IConfigureOptions<TOptions>> setups,
    IEnumerable<IPostConfigureOptions<TOptions>> corrections,
    IEnumerable<IValidateOptions<TOptions>> validations) : IOptions<TOptions>, ILiveOptions
    where TOptions : class, new()
{
    private readonly Lock _lock = new();
    private volatile TOptions? _value;

    public TOptions Value
    {
        get
        {
            if (_value is { } value)
                return value;
            lock (_lock)
                return _value ??= Make(current.Value);
        }
    }

    public Action Prepare(ServerSettings settings)
    {
        var changed = Make(settings);
        return () => _value = changed;
    }

    private TOptions Make(ServerSettings settings) =>
        new OptionsFactory<TOptions>(setups.Select(setup => setup is LiveSetup<TOptions> live ? live.With(settings) : setup), corrections, validations).Create(Options.DefaultName);
}
