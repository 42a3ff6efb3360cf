namespace NFlow.Runtime.Plugins.Mail;

/// <summary>An attachment as a script described it: a file below the file root, or content of its own.</summary>
/// <param name="Path">Path below the file root; null when there is content.</param>
/// <param name="Content">The bytes; null when there is a path.</param>
/// <param name="Name">File name the recipient sees; null for the file's own.</param>
/// <param name="ContentType">Media type; null to derive it from the name.</param>
internal sealed record AttachmentRequest(string? Path, byte[]? Content, string? Name, string? ContentType);
