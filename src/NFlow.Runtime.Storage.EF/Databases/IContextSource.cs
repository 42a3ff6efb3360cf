namespace NFlow.Runtime.Storage.EF.Databases;

/// <summary>Creates contexts, however the host wants them made. Thread-safe.</summary>
internal interface IContextSource
{
    ValueTask<NFlowDbContext> CreateAsync(CancellationToken cancellationToken);
}
