namespace NFlow.Runtime.Storage.EF.Clustering;

/// <summary>A row of <c>nflow_runtime_keys</c>: a data protection key, as XML text.</summary>
internal sealed class KeyRow
{
    public required string Name { get; set; }

    public required string Xml { get; set; }
}
