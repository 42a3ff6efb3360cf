namespace NFlow.Runtime.Storage.EF.Designer;

/// <summary>Characters that the fixed-width columns of <c>tracker</c> hold; PostgreSQL refuses a row with more.</summary>
internal static class TrackerWidths
{
    public const int Ip = 128;
    public const int UserAgent = 800;
    public const int Host = 500;
}
