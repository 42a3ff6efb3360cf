namespace NFlow.Runtime.Clustering;

/// <summary>Acts on messages of one kind from other instances.</summary>
internal interface IClusterHandler
{
    string Kind { get; }

    /// <summary>Acts on a message. Returns the answer for a message that is a question, else null.</summary>
    string? Handle(ClusterMessage message);
}
