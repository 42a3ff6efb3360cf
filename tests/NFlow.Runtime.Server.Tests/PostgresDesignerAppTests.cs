using NFlow.Runtime.Server.Tests.Support;

namespace NFlow.Runtime.Server.Tests;

internal sealed class PostgresDesignerAppTests : DesignerAppContract
{
    private readonly PostgresCopy _copy = PostgresCopy.OfDesignerFile();

    [OneTimeTearDown]
    public void Drop() => _copy.Dispose();

    protected override Task<TestServer> StartAsync() => TestServer.StartAsync(new TestFolder(), $"""
        [database_nflow]
        driver = "postgres"
        dsn = "{_copy.ConnectionString}"
        """);
}
