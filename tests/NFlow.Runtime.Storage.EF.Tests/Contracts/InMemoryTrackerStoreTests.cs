using NFlow.Runtime.Storage.Contract;
using NFlow.Runtime.Storage.InMemory;

namespace NFlow.Runtime.Storage.EF.Tests.Contracts;

internal sealed class InMemoryTrackerStoreTests : TrackerStoreContract
{
    protected override Task<ITrackerStore> CreateStoreAsync() => Task.FromResult<ITrackerStore>(new InMemoryTrackerStore());
}
