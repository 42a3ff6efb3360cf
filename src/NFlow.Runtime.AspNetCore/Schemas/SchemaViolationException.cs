namespace NFlow.Runtime.AspNetCore.Schemas;

/// <summary>A request does not fit its starter's schema.</summary>
internal sealed class SchemaViolationException(IReadOnlyList<SchemaViolation> violations) : NFlowException("The request does not fit its schema.")
{
    public IReadOnlyList<SchemaViolation> Violations { get; } = violations;
}
