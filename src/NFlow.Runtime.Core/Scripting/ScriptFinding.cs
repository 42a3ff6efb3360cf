namespace NFlow.Runtime.Scripting;

/// <summary>Something that static analysis found in a script.</summary>
/// <param name="Rule">Stable name of the rule, such as <c>eval_usage</c>.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Line">Line in the author's text, from 1.</param>
/// <param name="Column">Column in the author's text, from 1.</param>
/// <param name="Message">What was found, one sentence.</param>
public sealed record ScriptFinding(string Rule, ScriptFindingSeverity Severity, int Line, int Column, string Message);
