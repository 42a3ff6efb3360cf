namespace NFlow.Runtime.Sandbox.Tests;

/// <summary>Ends what tests share, after the last of them.</summary>
[SetUpFixture]
public sealed class SharedWorlds
{
    [OneTimeTearDown]
    public static async Task StopAsync() => await SharedWorld.StopAllAsync();
}
