namespace NFlow.Runtime.Server.Tests;

/// <summary>Thousands of runs fail on purpose here; nobody reads their log. Stores are never meant to fail: what they say is shown.</summary>
[SetUpFixture]
internal sealed class QuietLogs
{
    [OneTimeSetUp]
    public void TurnOff()
    {
        Environment.SetEnvironmentVariable("Logging__LogLevel__Default", "None");
        Environment.SetEnvironmentVariable("Logging__LogLevel__NFlow", "None");
        Environment.SetEnvironmentVariable("Logging__LogLevel__NFlow.Runtime.Execution.WorkflowEngine", "Error");
        // Tests that read the log say so.
        Environment.SetEnvironmentVariable("Logging__Captured__LogLevel__Default", "Debug");
        Environment.SetEnvironmentVariable("Logging__Captured__LogLevel__NFlow", "Debug");
    }
}
