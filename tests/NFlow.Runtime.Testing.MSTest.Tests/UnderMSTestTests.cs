using NFlow.Runtime.Testing.Tests;

[assembly: Parallelize]

namespace NFlow.Runtime.Testing.MSTest.Tests;

/// <summary>The testing package as somebody who uses MSTest sees it.</summary>
[TestClass]
public sealed class UnderMSTestTests
{
    private static readonly string Greeting = App.Of("/hello/:name", ("Greet", "c.JSON(200, { hello: vars.name });"));

    [TestMethod]
    public async Task Expectations_Pass()
    {
        await using var host = WorkflowTestHost.FromJson(Greeting);

        (await host.Client.GetAsync("/hello/Ana")).ShouldHaveTaken("Greet").ShouldHaveAnsweredJson(new { hello = "Ana" });
    }

    [TestMethod]
    public async Task Expectations_FailTheTest_WithThePath()
    {
        await using var host = WorkflowTestHost.FromJson(Greeting);
        var run = await host.Client.GetAsync("/hello/Ana");

        var failure = Assert.ThrowsExactly<WorkflowAssertionException>(() => run.ShouldHaveTaken("Other"));

        Assert.Contains("Greet → (output_1) end", failure.Message);
    }
}
