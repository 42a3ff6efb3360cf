namespace NFlow.Runtime.Scripting;

/// <summary>What a <see cref="HostValue"/> or an argument of a <see cref="HostCall"/> is.</summary>
public enum HostValueKind
{
    /// <summary>JavaScript's <c>undefined</c>, also an argument that was not passed.</summary>
    Undefined,

    /// <summary><c>null</c>.</summary>
    Null,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A string.</summary>
    String,

    /// <summary>Bytes (a typed array or ArrayBuffer in the script).</summary>
    Bytes,

    /// <summary>An array.</summary>
    Array,

    /// <summary>An object.</summary>
    Object,

    /// <summary>A function; host functions cannot take one.</summary>
    Function,
}
