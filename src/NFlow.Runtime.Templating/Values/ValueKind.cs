namespace NFlow.Runtime.Templating.Values;

internal enum ValueKind : byte
{
    /// <summary>No value: a missing key, or a null that went through a pipeline. Its fields are missing too.</summary>
    Missing,

    /// <summary>A null found in data. Asking it for a field is an error.</summary>
    Null,

    Boolean,
    Integer,
    Float,
    Text,
    Map,
    List,
}
