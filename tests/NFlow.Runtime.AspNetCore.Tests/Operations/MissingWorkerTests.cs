using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace NFlow.Runtime.AspNetCore.Tests.Operations;

/// <summary>A host whose scripts are to run in worker processes that cannot be started: it says so, and nobody waits for them.</summary>
public sealed class MissingWorkerTests
{
    private readonly CapturedLogs _log = new();

    /// <summary>These tests do not reference the package with the worker, as somebody who forgot it.</summary>
    [Test]
    public void Host_WithoutTheWorkerBesideIt_DoesNotStartAndNamesWhereItLookedAndWhatToDo() => Assert.That(
        () => OperationsHost.StartAsync(nflow => nflow.UseWorkerProcesses()),
        Throws.InstanceOf<OptionsValidationException>().With.Message.EqualTo(
            $"Scripts.Isolation is Process, but NFlow.Runtime.Worker.dll is not in {AppContext.BaseDirectory}. Add a reference to the package NFlow.Runtime.Worker to the application, or set Scripts.Workers.Command."));

    [TestCase("/nonexistent/worker", "No such file or directory")]
    [TestCase("/etc/hostname", "Exec format error", Description = "not a program")]
    [TestCase("/bin/false", "it ended before it was ready (exit code 1).", Description = "a program, but not this one")]
    public async Task Host_WhoseWorkerCannotBeStarted_IsNotReadyAndRefusesRequestsAtOnce(string program, string problem)
    {
        await using var host = await OperationsHost.StartAsync(nflow =>
        {
            nflow.Services.AddLogging(logging => logging.AddProvider(_log));
            nflow.UseWorkerProcesses(workers => workers.Command.Add(program));
        });

        var request = await host.SendAsync("GET", "/hello");
        var ready = await host.SendAsync("GET", "/health/ready");
        var live = await host.SendAsync("GET", "/health/live");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(request.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(ready.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(ready.Text, Does.Contain("No worker process for scripts can be started; the log says why.").And.Not.Contain(program));
            Assert.That(live.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(_log.Text, Does.Contain($"No worker process for scripts was started by '{program}': ").And.Contain(problem).And.Contain("Scripts.Workers.Command"));
        }
    }
}
