namespace NFlow.Runtime.Recording;

/// <summary>Status and media type of an answer.</summary>
internal sealed record RecordedAnswer(int Status, string? ContentType);
