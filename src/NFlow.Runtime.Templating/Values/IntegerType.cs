namespace NFlow.Runtime.Templating.Values;

/// <summary>The Go type of an integer; it shows in <c>%T</c>, <c>%x</c> and error messages only.</summary>
internal enum IntegerType : byte
{
    /// <summary>A number of the data.</summary>
    Int64,

    /// <summary>A constant, a length or a list index.</summary>
    Int,

    /// <summary>A byte of a string.</summary>
    Byte,
}
