namespace NFlow.Runtime.Server.Configuration;

/// <summary>The settings in force: those of the start, until a changed file is taken over. Thread-safe.</summary>
internal sealed class CurrentSettings(ServerSettings atStart)
{
    private volatile ServerSettings _value = atStart;

    public ServerSettings Value
    {
        get => _value;
        set => _value = value;
    }
}
