namespace NFlow.Runtime.Storage.EF.Databases;

/// <summary>What happens to a database before its first use.</summary>
internal interface IDatabasePreparation
{
    Task PrepareAsync(DatabaseLease lease, CancellationToken cancellationToken);
}
