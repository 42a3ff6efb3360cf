using System.Text.Json;
using Microsoft.Extensions.Logging;
using NFlow.Runtime.AspNetCore.Tests.Fakes;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.AspNetCore.Tests;

internal sealed class ErrorAnswerTests
{
    private static IEnumerable<TestCaseData> DocumentedAnswers()
    {
        const string Wid = $",\"wid\":\"{FakeEngine.RunId}\"";
        yield return Case(new(RunErrorKind.NotFound, "not found"), 404, """{"code":404,"message":"not found"}""");
        yield return Case(new(RunErrorKind.AuthenticationRequired, "authentication required"), 401, """{"error":"authentication required"}""");
        yield return Case(new(RunErrorKind.ResumeRefused, "Start again."), 409, $$"""{"message":"Start again."{{Wid}}}""");
        yield return Case(new(RunErrorKind.BadRequest, "Malformed."), 400, $$"""{"message":"Malformed."{{Wid}}}""");
        yield return Case(new(RunErrorKind.Limit, "Script execution exceeded resource limits: time"), 408, """{"message":"Script execution exceeded resource limits: time"}""");
        yield return Case(new(RunErrorKind.StarterIsNotAStep, "x"), 500, """{"error":"Starter can not run with play button"}""");
        yield return Case(new(RunErrorKind.UnknownStepType, "x") { NodeType = "odd" }, 500, """{"error":"Type node not found","type":"odd"}""");
        yield return Case(new(RunErrorKind.UnknownModule, "No module."), 500, $$"""{"message":"No module."{{Wid}}}""");
        yield return Case(new(RunErrorKind.MissingNode, "No node."), 500, $$"""{"message":"No node."{{Wid}}}""");
        yield return Case(new(RunErrorKind.Script, "boom"), 500, $$"""{"message":"boom"{{Wid}}}""");
        yield return Case(new(RunErrorKind.Step, "boom"), 500, $$"""{"message":"boom"{{Wid}}}""");
        yield return Case(new(RunErrorKind.Killed, "process killed"), 503, """{"message":"process killed"}""");
        yield return Case(new(RunErrorKind.Busy, "Busy.") { RetryAfter = TimeSpan.FromSeconds(2.5) }, 503, $$"""{"message":"Busy."{{Wid}}}""", "3");
        yield return Case(new(RunErrorKind.Stopping, "Stopping."), 503, $$"""{"message":"Stopping."{{Wid}}}""", "1");
        yield return Case(new(RunErrorKind.Storage, "A store did not answer."), 503, $$"""{"message":"A store did not answer."{{Wid}}}""", "1");
        yield return Case(new(RunErrorKind.AppUnavailable, "Not available."), 503, $$"""{"message":"Not available."{{Wid}}}""", "1");
    }

    [TestCaseSource(nameof(DocumentedAnswers))]
    public async Task Failure_OfEachKind_HasItsDocumentedAnswer(RunError error, int status, string body, string? retryAfter)
    {
        await using var host = await WebHost.StartAsync(_ => new(RunOutcome.Failed(error)));

        using var response = await host.Client.GetAsync("/");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)response.StatusCode, Is.EqualTo(status));
            Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(body + "\n"));
            Assert.That(response.Content.Headers.ContentType!.ToString(), Is.EqualTo("application/json"));
            Assert.That(response.Headers.RetryAfter?.ToString(), Is.EqualTo(retryAfter));
        }
    }

    [TestCaseSource(nameof(EveryKind))]
    public async Task Failure_OfAnyKind_ShowsNoDetails(RunErrorKind kind)
    {
        var error = new RunError(kind, "message") { Detail = "SECRET-detail", Exception = new InvalidOperationException("SECRET-exception"), Flow = "SECRET-flow", NodeId = "SECRET-node" };
        await using var host = await WebHost.StartAsync(_ => new(RunOutcome.Failed(error)));

        using var response = await host.Client.GetAsync("/");

        Assert.That(await response.Content.ReadAsStringAsync(), Does.Not.Contain("SECRET"));
    }

    [Test]
    public async Task Failure_WithDetailsTurnedOn_ShowsThem()
    {
        var error = new RunError(RunErrorKind.Script, "boom") { Detail = "line 3", Flow = "Home", NodeId = "n1" };
        await using var host = await WebHost.StartAsync(_ => new(RunOutcome.Failed(error)), setup => setup.Http = http => http.ShowErrorDetails = true);

        using var response = await host.Client.GetAsync("/");
        var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(json.GetProperty("detail").GetString(), Is.EqualTo("line 3"));
            Assert.That(json.GetProperty("flow").GetString(), Is.EqualTo("Home"));
            Assert.That(json.GetProperty("node").GetString(), Is.EqualTo("n1"));
        }
    }

    [Test]
    public async Task Failure_AfterAnAnswer_SendsTheAnswerAndLogsTheError()
    {
        var logs = new CapturedLogs();
        await using var host = await WebHost.StartAsync(
            async run =>
            {
                await run.Answer("done", 202);
                return RunOutcome.Failed(new RunError(RunErrorKind.Script, "boom"));
            },
            setup => setup.Logs = logs);

        using var response = await host.Client.GetAsync("/");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)response.StatusCode, Is.EqualTo(202));
            Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("done"));
            Assert.That(logs.Entries.Any(entry => entry is { Level: LogLevel.Warning, Id.Id: 2001 } && entry.Message.Contains("boom", StringComparison.Ordinal)), Is.True);
        }
    }

    [Test]
    public async Task Run_Cancelled_AnswersNothing()
    {
        await using var host = await WebHost.StartOnSocketAsync(_ => new(RunOutcome.Cancelled));

        Assert.That(async () => await host.Client.GetAsync("/"), Throws.InstanceOf<HttpRequestException>());
    }

    private static RunErrorKind[] EveryKind() => Enum.GetValues<RunErrorKind>();

    private static TestCaseData Case(RunError error, int status, string body, string? retryAfter = null) =>
        new TestCaseData(error, status, body, retryAfter).SetArgDisplayNames(error.Kind.ToString());
}
