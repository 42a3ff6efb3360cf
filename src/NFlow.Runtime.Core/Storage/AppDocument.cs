namespace NFlow.Runtime.Storage;

/// <summary>A designer document as stored.</summary>
/// <param name="Name">Name of the app.</param>
/// <param name="Json">The document, UTF-8.</param>
/// <param name="DefaultScript">JavaScript that may define <c>auth()</c> and <c>log()</c>; may be empty.</param>
public sealed record AppDocument(string Name, ReadOnlyMemory<byte> Json, string DefaultScript);
