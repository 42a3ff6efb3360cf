using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Benchmarks.Support;

/// <summary>One of the project's five workloads: the bodies of its steps, functions of <c>c</c> and <c>payload</c>, and what is posted to it.</summary>
internal sealed record Workload(string Name, IReadOnlyList<string> Steps, ReadOnlyMemory<byte> Body)
{
    public static IReadOnlyList<string> Names { get; } = ["hello", "chain5", "form", "compute", "echo"];

    public string Path => "/bench/" + Name;

    /// <summary>The steps as nodes see the request: scripts of the product read the body from <c>post_data</c>.</summary>
    public DesignerDocument AddTo(DesignerDocument app) =>
        app.Workload(Path, [.. Steps.Select(step => step.Replace("c.body", "post_data", StringComparison.Ordinal))]);

    public WorkflowRequest NewRequest() => Body.IsEmpty
        ? new WorkflowRequest { Path = Path }
        : new WorkflowRequest { Method = "POST", Path = Path, ContentType = "application/json", Body = Body };
}
