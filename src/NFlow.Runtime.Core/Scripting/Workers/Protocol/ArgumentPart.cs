namespace NFlow.Runtime.Scripting.Workers.Protocol;

/// <summary>What of an argument travels with its call.</summary>
internal enum ArgumentPart : byte
{
    /// <summary>Its kind alone: it is long, or reading it may run code of the script. The server asks for what it needs.</summary>
    Kind,

    /// <summary>All of it, as a value.</summary>
    Value,

    /// <summary>All of it, as the text of <c>JSON.stringify</c>.</summary>
    Json,
}
