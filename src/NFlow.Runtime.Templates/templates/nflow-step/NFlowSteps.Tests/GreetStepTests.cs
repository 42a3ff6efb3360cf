using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Testing;

namespace NFlowSteps.Tests;

public sealed class GreetStepTests
{
    [Test]
    public async Task Greet_InALanguageItKnows_Answers()
    {
        await using var host = WorkflowTestHost.FromFile("app.json", nflow => nflow.AddNFlowSteps());

        var run = await host.Client.GetAsync("/greet/Ana");

        Assert.That(run.Path, Is.EqualTo(new[] { "Greet", "Answer" }));
        Assert.That(run.ReadJson().GetProperty("greeting").GetString(), Is.EqualTo("¡Hola, Ana!"));
    }
}
