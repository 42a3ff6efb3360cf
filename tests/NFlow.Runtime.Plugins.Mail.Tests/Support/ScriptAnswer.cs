using System.Text.Json;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Plugins.Mail.Tests.Support;

/// <summary>What became of a script.</summary>
internal sealed record ScriptAnswer(RunOutcome Outcome, JsonElement Body)
{
    /// <summary>The error's message; empty when the run did not fail.</summary>
    public string Error => Outcome.Error?.Message ?? "";
}
