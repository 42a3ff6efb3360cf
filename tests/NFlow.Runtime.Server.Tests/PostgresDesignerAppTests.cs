using NFlow.Runtime.Server.Tests.Support;

namespace NFlow.Runtime.Server.Tests;

internal sealed class PostgresDesignerAppTests : DesignerAppContract
{
    private readonly PostgresCopy _copy = PostgresCopy.OfDesignerFile();

    protected override Task<TestServer> StartAsync() => TestServer.StartAsync(new TestFolder(), $"""
        [database_nflow]
        driver = "postgres"
        dsn = "{_copy.ConnectionString}"
        """);

    protected override void Release() => _copy.Dispose();
}
