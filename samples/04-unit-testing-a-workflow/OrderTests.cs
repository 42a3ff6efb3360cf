using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Steps;
using NFlow.Runtime.Testing;

namespace NFlow.Samples.UnitTesting;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class OrderTests
{
    // The step that asks the price list is replaced by one that knows one price.
    private readonly WorkflowTestHost _host = WorkflowTestHost.FromFile("app.json", nflow => nflow.AddStep("price", (context, _) =>
        new(StepResult.Next("output_1", new { item = context.Payload.GetProperty("item").GetString(), price = 12.5 }))));

    [TearDown]
    public ValueTask TearDown() => _host.DisposeAsync();

    [Test]
    public async Task Order_OfTwoBooks_IsConfirmedWithItsTotal()
    {
        var run = await _host.Client.PostJsonAsync("/orders", new { item = "book", count = 2 });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Outcome, Is.EqualTo(RunOutcome.Completed));
            Assert.That(run.Path, Is.EqualTo(["Check order", "Find price", "Confirm"]));
            Assert.That(run.Node("Find price").Payload.GetProperty("price").GetDouble(), Is.EqualTo(12.5));
            Assert.That(run.Payload.GetProperty("total").GetDouble(), Is.EqualTo(25));
            Assert.That(run.Response.StatusCode, Is.EqualTo(201));
            Assert.That(run.ReadJson().GetProperty("total").GetDouble(), Is.EqualTo(25));
        }
    }

    [Test]
    public async Task Order_OfNothing_IsRefusedBeforeAnyPriceIsAsked()
    {
        var run = await _host.Client.PostJsonAsync("/orders", new { item = "book", count = 0 });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Path, Is.EqualTo(["Check order", "Refuse"]));
            Assert.That(run.Node("Check order").Port, Is.EqualTo("output_2"));
            Assert.That(run.Response.StatusCode, Is.EqualTo(422));
        }
    }

    [Test]
    public async Task Survey_Answered_ThanksForTheAnswer()
    {
        var asked = await _host.Client.GetAsync("/survey");
        var thanked = await _host.Client.PostFormAsync("/survey/nftk/Ask", [new("nflow_next_node_run", "8"), new("answer", "42")]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(asked.Outcome, Is.EqualTo(RunOutcome.Waiting));
            Assert.That(thanked.Body, Is.EqualTo("thank you for 42"));
        }
    }
}
