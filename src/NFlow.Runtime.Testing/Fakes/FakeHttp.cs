using System.Collections.Concurrent;

namespace NFlow.Runtime.Testing;

/// <summary>
/// Answers the HTTP calls of scripts from rules, and remembers them. A call that no rule fits fails the test: sending the request throws a
/// <see cref="WorkflowAssertionException"/> that names the call and the rules. Thread-safe.
/// </summary>
public sealed class FakeHttp
{
    private readonly ConcurrentQueue<FakeHttpCall> _calls = new();
    private readonly ConcurrentQueue<string> _unexpected = new();
    private readonly ConcurrentQueue<FakeHttpRule> _rules = new();

    /// <summary>The calls that were made, in order, those of forks included.</summary>
    public IReadOnlyList<FakeHttpCall> Calls => [.. _calls];

    /// <summary>Says what to do with calls of an address. The first rule that fits answers.</summary>
    /// <param name="method">HTTP method; <c>*</c> for any.</param>
    /// <param name="url">Address with query; <c>*</c> stands for any characters.</param>
    /// <returns>The rule, to be given answers.</returns>
    public FakeHttpRule On(string method, string url)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(method);
        ArgumentException.ThrowIfNullOrWhiteSpace(url);
        var rule = new FakeHttpRule(method, url);
        _rules.Enqueue(rule);
        return rule;
    }

    internal async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = await FakeHttpCall.ReadAsync(request, cancellationToken).ConfigureAwait(false);
        _calls.Enqueue(call);
        if (_rules.FirstOrDefault(rule => rule.Fits(call)) is { } fitting)
            return fitting.Answer(call);

        _unexpected.Enqueue(call.ToString());
        throw new WorkflowAssertionException(Describe([call.ToString()]));
    }

    /// <summary>Says which calls nobody expected since the last question; null when there were none.</summary>
    internal string? TakeUnexpected()
    {
        var calls = new List<string>();
        while (_unexpected.TryDequeue(out var call))
            calls.Add(call);
        return calls.Count == 0 ? null : Describe(calls);
    }

    private string Describe(List<string> calls) =>
        $"Unexpected HTTP call{(calls.Count == 1 ? "" : "s")}: {string.Join("; ", calls)}. "
        + (_rules.IsEmpty ? "No rule was given; add one with host.Http.On(method, url)." : $"The rules are: {string.Join("; ", _rules)}.");
}
