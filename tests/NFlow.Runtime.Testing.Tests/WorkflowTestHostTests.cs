using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Model;
using NFlow.Runtime.Steps;

namespace NFlow.Runtime.Testing.Tests;

internal sealed class WorkflowTestHostTests
{
    private const string App = """
        {"drawflow": {"Home": {"data": {
          "1": {"data": {"type": "starter", "method": "ANY", "urlpattern": "/x"}, "outputs": {"output_1": {"connections": [{"node": "2"}]}}},
          "2": {"data": {"type": "js", "name_box": "First", "code": "payload.a = 1;"}, "outputs": {"output_1": {"connections": [{"node": "3"}]}}},
          "3": {"data": {"type": "custom"}, "outputs": {"output_1": {"connections": []}, "output_2": {"connections": [{"node": "4"}]}}},
          "4": {"data": {"type": "js", "name_box": "Ask", "script": "module1"}, "outputs": {"output_1": {"connections": [{"node": "5"}]}}},
          "5": {"data": {"type": "js", "name_box": "Fail", "code": "throw new Error('boom');"}, "outputs": {}}
        }}}}
        """;

    private static WorkflowTestHost CreateHost()
    {
        var host = WorkflowTestHost.FromJson(App, nflow => nflow.AddStep("custom", (context, _) =>
            new(StepResult.Next("output_2", new { a = context.Payload.GetProperty("a").GetInt32() + 1 }))));
        host.Store.Put(new ModuleDefinition("module1", "function main() { payload.break = true; c.String(200, 'asked ' + payload.a); }"));
        return host;
    }

    [Test]
    public async Task Run_ReportsPathPortsPayloadsAndAnswer()
    {
        await using var host = CreateHost();

        var run = await host.Client.GetAsync("/x?q=1");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Outcome, Is.EqualTo(RunOutcome.Waiting));
            Assert.That(run.Path, Is.EqualTo(["First", "3", "Ask"]));
            Assert.That(run.Nodes.Select(node => node.Port), Is.EqualTo(["output_1", "output_2", "output_1"]));
            Assert.That(run.Node("First").Payload.GetProperty("a").GetInt32(), Is.EqualTo(1));
            Assert.That(run.Node("3").Payload.GetProperty("a").GetInt32(), Is.EqualTo(2));
            Assert.That(run.Node("Ask").IsWaiting, Is.True);
            Assert.That(run.Body, Is.EqualTo("asked 2"));
        }
    }

    [Test]
    public async Task Run_ThatFails_ReportsWhereAndWhy()
    {
        await using var host = CreateHost();

        await host.Client.GetAsync("/x");
        var run = await host.Client.PostFormAsync("/x", [new("nflow_next_node_run", "5")]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Outcome.Error!.Kind, Is.EqualTo(RunErrorKind.Script));
            Assert.That(run.Node("Fail").Error!.Message, Does.Contain("boom"));
            Assert.That(run.Node("Fail").Payload.ValueKind, Is.EqualTo(JsonValueKind.Undefined));
            Assert.That(run.Response.IsAnswered, Is.False);
        }
    }

    [Test]
    public async Task Clients_HaveSessionsOfTheirOwn()
    {
        await using var host = CreateHost();

        await host.Client.GetAsync("/x");
        var other = await host.NewClient().PostFormAsync("/x", [new("nflow_next_node_run", "5")]);

        Assert.That(other.Outcome.Error!.Kind, Is.EqualTo(RunErrorKind.ResumeRefused));
    }

    [Test]
    public async Task Node_NotVisited_SaysWhereTheRunWent()
    {
        await using var host = CreateHost();

        var run = await host.Client.GetAsync("/x");

        Assert.That(() => run.Node("Fail"), Throws.InstanceOf<WorkflowAssertionException>().With.Message.Contains("First → (output_1) 3 → (output_2) Ask ⏸ waits"));
    }

    [Test]
    public async Task UnknownPath_IsAnOutcomeWithoutNodes()
    {
        await using var host = CreateHost();

        var run = await host.Client.GetAsync("/nowhere");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Outcome.Error!.Kind, Is.EqualTo(RunErrorKind.NotFound));
            Assert.That(run.Nodes, Is.Empty);
        }
    }

    [Test]
    public void FromFile_Missing_NamesTheFile() =>
        Assert.That(() => WorkflowTestHost.FromFile("no-such-app.json"), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("no-such-app.json"));
}
