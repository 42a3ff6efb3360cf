using NFlow.Runtime.Testing.Tests;

namespace NFlow.Runtime.Testing.XUnit.Tests;

/// <summary>The testing package as somebody who uses xUnit sees it.</summary>
public sealed class UnderXUnitTests
{
    private static readonly string Greeting = App.Of("/hello/:name", ("Greet", "c.JSON(200, { hello: vars.name });"));

    [Fact]
    public async Task Expectations_Pass()
    {
        await using var host = WorkflowTestHost.FromJson(Greeting);

        (await host.Client.GetAsync("/hello/Ana")).ShouldHaveTaken("Greet").ShouldHaveAnsweredJson(new { hello = "Ana" });
    }

    [Fact]
    public async Task Expectations_FailTheTest_WithThePath()
    {
        await using var host = WorkflowTestHost.FromJson(Greeting);
        var run = await host.Client.GetAsync("/hello/Ana");

        var failure = Assert.Throws<WorkflowAssertionException>(() => run.ShouldHaveTaken("Other"));

        Assert.Contains("Greet → (output_1) end", failure.Message, StringComparison.Ordinal);
    }
}
