using System.Text;
using System.Text.Json;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Sandbox.Tests;

/// <summary>What became of a run.</summary>
internal sealed record ScriptOutcome(RunOutcome Outcome, WorkflowResponse Response)
{
    public string Body => Encoding.UTF8.GetString(Response.Body.Span);

    public JsonElement Json => JsonElement.Parse(Body);

    public RunErrorKind? Error => Outcome.Error?.Kind;

    public string Message => Outcome.Error?.Message ?? "";

    public override string ToString() => $"{Outcome.Status} {Error} {Message} | {Outcome.Error?.Detail} | {Outcome.Error?.Exception} | {Body}";
}
