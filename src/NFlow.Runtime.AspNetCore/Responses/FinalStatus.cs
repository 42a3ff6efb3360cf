namespace NFlow.Runtime.AspNetCore.Responses;

/// <summary>What HTTP lets a final answer have.</summary>
internal static class FinalStatus
{
    /// <summary>Three digits, and not an interim 1xx.</summary>
    public static bool IsValid(int status) => status is >= 200 and <= 999;

    public static bool AllowsBody(int status) => status is not (204 or 205 or 304);
}
