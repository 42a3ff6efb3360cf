namespace NFlow.Runtime.Storage.EF.Databases;

/// <summary>What the host chose; opened once, when the stores are first asked for.</summary>
internal abstract record DatabaseChoice
{
    /// <exception cref="StorageException">The choice cannot be read.</exception>
    public abstract OpenedDatabase Open(IServiceProvider services, NFlowStorageOptions options);
}
