using NFlow.Runtime.Storage.EF.Databases;
using static NFlow.Runtime.Storage.EF.Clustering.KeyModel;

namespace NFlow.Runtime.Storage.EF.Clustering;

/// <summary>Data protection keys in a table of our own. Thread-safe.</summary>
/// <remarks>Waits on the asynchronous database, because data protection cannot wait otherwise; that happens at start and about once a day.</remarks>
internal sealed class EfKeyRingStore(NFlowDatabase database) : IKeyRingStore
{
    public IReadOnlyList<string> ReadAll() =>
        database.ReadAsync("reading the data protection keys", ReadAllAsync, CancellationToken.None).GetAwaiter().GetResult();

    public bool TryAdd(string name, string xml) =>
        database.WriteAsync(
            "storing a data protection key",
            (lease, token) => lease.ExecuteAsync($"INSERT INTO {KeyTable} (name, xml) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", [name, xml], token),
            CancellationToken.None).GetAwaiter().GetResult() > 0;

    private static async Task<List<string>> ReadAllAsync(DatabaseLease lease, CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        var command = lease.CreateCommand($"SELECT xml FROM {KeyTable} ORDER BY name");
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                    keys.Add(reader.GetString(0));
        }

        return keys;
    }
}
