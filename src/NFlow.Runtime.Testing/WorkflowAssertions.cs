using System.Text.Json;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Testing;

/// <summary>What a test may expect of a run. A failed expectation shows the path. Each returns the run, so that they can be chained.</summary>
public static class WorkflowAssertions
{
    /// <summary>The run visited exactly these nodes, in this order.</summary>
    /// <param name="run">The run.</param>
    /// <param name="nodes">Names or ids.</param>
    /// <returns>The run.</returns>
    /// <exception cref="WorkflowAssertionException">It took another path.</exception>
    public static WorkflowTestRun ShouldHaveTaken(this WorkflowTestRun run, params string[] nodes)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(nodes);
        var isTaken = run.Nodes.Count == nodes.Length && run.Nodes.Zip(nodes).All(pair => pair.First.IsCalled(pair.Second));
        return isTaken ? run : throw Failure(run, $"The run should have taken: {string.Join(" → ", nodes)}");
    }

    /// <summary>The run visited these nodes in this order, perhaps with others in between.</summary>
    /// <param name="run">The run.</param>
    /// <param name="nodes">Names or ids.</param>
    /// <returns>The run.</returns>
    /// <exception cref="WorkflowAssertionException">It did not.</exception>
    public static WorkflowTestRun ShouldHaveVisited(this WorkflowTestRun run, params string[] nodes)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(nodes);
        var found = 0;
        foreach (var node in run.Nodes)
            if (found < nodes.Length && node.IsCalled(nodes[found]))
                found++;
        return found == nodes.Length ? run : throw Failure(run, $"The run should have visited '{nodes[found]}'{(found == 0 ? "" : $" after '{nodes[found - 1]}'")}");
    }

    /// <summary>The run did not visit a node.</summary>
    /// <param name="run">The run.</param>
    /// <param name="node">Name or id.</param>
    /// <returns>The run.</returns>
    /// <exception cref="WorkflowAssertionException">It did.</exception>
    public static WorkflowTestRun ShouldNotHaveVisited(this WorkflowTestRun run, string node)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Nodes.Any(visited => visited.IsCalled(node)) ? throw Failure(run, $"The run should not have visited '{node}'") : run;
    }

    /// <summary>The run reached its end.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The run.</returns>
    /// <exception cref="WorkflowAssertionException">It waits, failed or was cancelled.</exception>
    public static WorkflowTestRun ShouldHaveCompleted(this WorkflowTestRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Outcome.Status == RunStatus.Completed ? run : throw Failure(run, "The run should have completed");
    }

    /// <summary>The run waits at a node.</summary>
    /// <param name="run">The run.</param>
    /// <param name="node">Name or id.</param>
    /// <returns>The run.</returns>
    /// <exception cref="WorkflowAssertionException">It does not wait, or elsewhere.</exception>
    public static WorkflowTestRun ShouldBeWaitingAt(this WorkflowTestRun run, string node)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Outcome.Status == RunStatus.Waiting && run.Nodes[^1].IsCalled(node) ? run : throw Failure(run, $"The run should wait at '{node}'");
    }

    /// <summary>The run failed.</summary>
    /// <param name="run">The run.</param>
    /// <param name="message">What the error's message contains.</param>
    /// <returns>The run.</returns>
    /// <exception cref="WorkflowAssertionException">It did not fail, or with another message.</exception>
    public static WorkflowTestRun ShouldHaveFailed(this WorkflowTestRun run, string message = "")
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Outcome.Error is { } error && error.Message.Contains(message, StringComparison.Ordinal)
            ? run
            : throw Failure(run, message.Length == 0 ? "The run should have failed" : $"The run should have failed with '{message}'");
    }

    /// <summary>The answer has a status.</summary>
    /// <param name="run">The run.</param>
    /// <param name="status">HTTP status.</param>
    /// <returns>The run.</returns>
    /// <exception cref="WorkflowAssertionException">It has another, or the run failed without answering.</exception>
    public static WorkflowTestRun ShouldHaveAnswered(this WorkflowTestRun run, int status)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Outcome.Status != RunStatus.Failed && run.Response.StatusCode == status
            ? run
            : throw Failure(run, $"The answer should have status {status}, not {(run.Outcome.Status == RunStatus.Failed ? "an error" : run.Response.StatusCode)}{(run.Body.Length == 0 ? "" : $" '{Shorten(run.Body)}'")}");
    }

    /// <summary>The answer's body is JSON equal to an object's.</summary>
    /// <typeparam name="T">Type of the expected value.</typeparam>
    /// <param name="run">The run.</param>
    /// <param name="expected">Serialised with <see cref="JsonSerializerOptions.Web"/>; the order of members does not matter.</param>
    /// <returns>The run.</returns>
    /// <exception cref="WorkflowAssertionException">It differs; the message names the first place.</exception>
    public static WorkflowTestRun ShouldHaveAnsweredJson<T>(this WorkflowTestRun run, T expected)
    {
        ArgumentNullException.ThrowIfNull(run);
        return JsonDifference.Find(JsonSerializer.SerializeToElement(expected, JsonSerializerOptions.Web), run.ReadJson()) is { } difference
            ? throw Failure(run, $"The answer differs from what was expected at {difference}")
            : run;
    }

    /// <summary>The answer's body contains a text.</summary>
    /// <param name="run">The run.</param>
    /// <param name="text">The text.</param>
    /// <returns>The run.</returns>
    /// <exception cref="WorkflowAssertionException">It does not.</exception>
    public static WorkflowTestRun ShouldHaveAnsweredText(this WorkflowTestRun run, string text)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Body.Contains(text, StringComparison.Ordinal) ? run : throw Failure(run, $"The answer should contain '{text}', it is '{Shorten(run.Body)}'");
    }

    /// <summary>The payload after a node is JSON equal to an object's.</summary>
    /// <typeparam name="T">Type of the expected value.</typeparam>
    /// <param name="run">The run.</param>
    /// <param name="node">Name or id of the node.</param>
    /// <param name="expected">Serialised with <see cref="JsonSerializerOptions.Web"/>; the order of members does not matter.</param>
    /// <returns>The run.</returns>
    /// <exception cref="WorkflowAssertionException">It differs, or the node was not visited.</exception>
    public static WorkflowTestRun ShouldHavePayload<T>(this WorkflowTestRun run, string node, T expected)
    {
        ArgumentNullException.ThrowIfNull(run);
        return JsonDifference.Find(JsonSerializer.SerializeToElement(expected, JsonSerializerOptions.Web), run.Node(node).Payload) is { } difference
            ? throw Failure(run, $"The payload after '{node}' differs from what was expected at {difference}")
            : run;
    }

    internal static string Shorten(string text) => text.Length <= 200 ? text : text[..200] + "…";

    private static WorkflowAssertionException Failure(WorkflowTestRun run, string expectation) => new($"{expectation}.\nIt took: {run.Drawing}");
}
