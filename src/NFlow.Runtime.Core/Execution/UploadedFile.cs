namespace NFlow.Runtime.Execution;

/// <summary>A file of a multipart form. Its content is valid for the length of the request.</summary>
/// <param name="FieldName">Name of the form field.</param>
/// <param name="FileName">File name as the client sent it; never a path to trust.</param>
/// <param name="ContentType">Media type as the client sent it.</param>
/// <param name="Content">The bytes.</param>
public sealed record UploadedFile(string FieldName, string FileName, string ContentType, ReadOnlyMemory<byte> Content);
