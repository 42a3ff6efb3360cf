namespace NFlow.Runtime.Storage.EF.Databases;

/// <summary>Who must wait for whom within this process.</summary>
internal enum TurnTaking
{
    /// <summary>The database admits any number of users.</summary>
    None,

    /// <summary>The database admits one writer at a time.</summary>
    Writers,

    /// <summary>The database admits one user at a time.</summary>
    Everyone,
}
