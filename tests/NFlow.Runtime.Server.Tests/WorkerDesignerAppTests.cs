using NFlow.Runtime.Server.Tests.Support;

namespace NFlow.Runtime.Server.Tests;

/// <summary>The designer's app with every script in a worker process: nobody notices.</summary>
internal sealed class WorkerDesignerAppTests : DesignerAppContract
{
    // Two hundred clients at once have four workers to share.
    protected override Task<TestServer> StartAsync() => TestServer.OnDesignerFileAsync("""
        [vm_pool]
        isolation = "process"
        worker_processes = 4
        preload_size = 1
        acquire_timeout_seconds = 120
        """);
}
