namespace NFlow.Runtime.Clustering;

/// <summary>How this instance talks to the others of its installation.</summary>
public sealed class ClusterOptions
{
    /// <summary>Name under which operators see this instance. It is made unique, so several instances may share one.</summary>
    /// <value>The machine's name.</value>
    public string InstanceName { get; set; } = Environment.MachineName;

    /// <summary>How often an instance shows that it is alive. One that stays silent for three periods counts as gone.</summary>
    /// <value>2 seconds.</value>
    public TimeSpan HeartbeatPeriod { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a question to other instances waits for their answers.</summary>
    /// <value>2 seconds.</value>
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromSeconds(2);
}
