using Microsoft.Extensions.Diagnostics.HealthChecks;
using NFlow.Runtime.AspNetCore.Health;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.AspNetCore.Tests.Operations;

public sealed class WorkerHealthTests
{
    [TestCase(2, null, HealthStatus.Healthy)]
    [TestCase(0, null, HealthStatus.Healthy, Description = "started on demand")]
    [TestCase(1, "/secret/worker is not there", HealthStatus.Degraded)]
    [TestCase(0, "/secret/worker is not there", HealthStatus.Unhealthy)]
    public async Task Workers_AreAsHealthyAsTheyCanBeStarted(int alive, string? problem, HealthStatus expected)
    {
        var result = await new WorkerHealthCheck(new Workers(alive, problem)).CheckHealthAsync(new HealthCheckContext());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Status, Is.EqualTo(expected));
            Assert.That(result.Description ?? "", Does.Not.Contain("/secret"));
            Assert.That(result.Data, Is.EquivalentTo(new Dictionary<string, object> { ["alive"] = alive, ["serving"] = 1, ["waiting"] = 3, ["size"] = 4, ["ended"] = 7L }));
        }
    }

    private sealed record Workers(int Alive, string? Problem) : IScriptWorkers
    {
        public int Capacity => 4;

        public int Executing => 1;

        public int Waiting => 3;

        public long Ended => 7;
    }
}
