using NFlow.Runtime.Server.Tests.Support;

namespace NFlow.Runtime.Server.Tests;

internal sealed class SqliteDesignerAppTests : DesignerAppContract
{
    protected override Task<TestServer> StartAsync() => TestServer.OnDesignerFileAsync();
}
