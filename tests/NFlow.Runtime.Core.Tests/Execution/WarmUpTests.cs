using NFlow.Runtime.Scripting.Jint;

namespace NFlow.Runtime.Core.Tests.Execution;

internal sealed class WarmUpTests
{
    /// <summary>Nobody would hear of a failure: hosts warm up in the background.</summary>
    [Test]
    public void WarmUp_OfAProcess_RunsItsScriptsToTheirEnds() => Assert.DoesNotThrow(ScriptWarmUp.Run);
}
