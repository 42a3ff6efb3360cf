namespace NFlow.Runtime.Model;

/// <summary>Something wrong in a designer document, with where it is and what to do about it.</summary>
/// <param name="Severity">Whether the document can run all the same.</param>
/// <param name="Flow">Flow name; null when the problem is the document's.</param>
/// <param name="NodeId">Node id; null when the problem is the flow's or the document's.</param>
/// <param name="Message">What is wrong, one sentence.</param>
/// <param name="Advice">What to do, one sentence.</param>
public sealed record DefinitionProblem(ProblemSeverity Severity, string? Flow, string? NodeId, string Message, string Advice)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        var place = (Flow, NodeId) switch
        {
            (null, _) => "",
            (_, null) => $"flow '{Flow}': ",
            _ => $"flow '{Flow}', node {NodeId}: ",
        };
        return $"{place}{Message} {Advice}";
    }
}
