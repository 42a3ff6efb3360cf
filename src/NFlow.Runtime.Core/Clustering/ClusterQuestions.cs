using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace NFlow.Runtime.Clustering;

/// <summary>Asks all other instances and gathers their answers until all have answered, one answer suffices, or time is up.</summary>
internal sealed class ClusterQuestions(ClusterLink link, ClusterMembers members, IOptions<ClusterOptions> options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Question> _open = new(StringComparer.Ordinal);

    /// <summary>The answers by instance; instances that did not answer in time are missing.</summary>
    public async Task<ClusterAnswers> AskAsync(string kind, string body, Func<string, bool> suffices, CancellationToken cancellationToken)
    {
        var expected = members.Others.Select(member => member.InstanceId).ToHashSet(StringComparer.Ordinal);
        if (expected.Count == 0)
            return new ClusterAnswers(new Dictionary<string, string>(), []);

        var correlation = Guid.NewGuid().ToString("n");
        var question = new Question(expected, suffices);
        _open[correlation] = question;
        try
        {
            await link.SendAsync(kind, cancellationToken, correlation: correlation, body: body).ConfigureAwait(false);
            await question.Answered.WaitAsync(options.Value.AnswerTimeout, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Who has not answered by now is reported as silent.
        }
        finally
        {
            _open.TryRemove(correlation, out _);
        }

        return question.Result();
    }

    public void Receive(ClusterMessage answer)
    {
        if (answer.Correlation is { } correlation && _open.TryGetValue(correlation, out var question))
            question.Add(answer.Sender, answer.Body);
    }

    private sealed class Question(HashSet<string> waitingFor, Func<string, bool> suffices)
    {
        private readonly Dictionary<string, string> _answers = new(StringComparer.Ordinal);
        private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Answered => _answered.Task;

        public void Add(string instanceId, string answer)
        {
            lock (_answers)
            {
                _answers[instanceId] = answer;
                waitingFor.Remove(instanceId);
                if (waitingFor.Count == 0 || suffices(answer))
                    _answered.TrySetResult();
            }
        }

        public ClusterAnswers Result()
        {
            lock (_answers)
                return new ClusterAnswers(new Dictionary<string, string>(_answers, StringComparer.Ordinal), [.. waitingFor]);
        }
    }
}
