namespace NFlow.Runtime.Scripting.Workers.Protocol;

/// <summary>In which form the server wants to read an argument that did not travel with its call.</summary>
internal enum ArgumentForm : byte
{
    /// <summary>As <c>String(x)</c>.</summary>
    Text,

    /// <summary>As <c>Number(x)</c>.</summary>
    Number,

    /// <summary>As <c>JSON.stringify(x)</c>, no longer than a payload.</summary>
    Json,

    /// <summary>As <c>JSON.stringify(x, null, indent)</c>, no longer than a response.</summary>
    Document,

    /// <summary>As bytes.</summary>
    Bytes,
}
