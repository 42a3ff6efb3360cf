using System.Text.Json;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Recording;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Testing;

/// <summary>
/// Gives a run what was recorded. Calls are matched in order; the first that differs is noted, and from there on each gets the next recorded answer
/// of the same function, so that a changed app runs as far as the recording can carry it.
/// </summary>
internal sealed class ReplayTap(RecordedRun run) : RunTap
{
    private readonly Lock _lock = new();
    private readonly bool[] _used = new bool[run.Calls.Count];
    private readonly PriorityQueue<TaskCompletionSource, int> _waiting = new();
    private readonly Dictionary<string, int> _visits = new(StringComparer.Ordinal);
    private int _clock;
    private int _random;
    private int _ids;
    private int _calls;

    public RecordedRun Recorded => run;

    /// <summary>The replayed run's id.</summary>
    public string RunId { get; set; } = "";

    /// <summary>How many forks have been matched.</summary>
    public int Forks { get; set; }

    /// <summary>The first call that differs from the recording; null when none does.</summary>
    public string? Difference { get; private set; }

    /// <summary>The first recorded call that the replay did not make; null when it made all.</summary>
    public string? Unmade
    {
        get
        {
            var index = Array.IndexOf(_used, false);
            return index < 0 ? null : CallText.Of(run.Calls[index]);
        }
    }

    public override DateTimeOffset Now(TimeProvider time)
    {
        lock (_lock)
            return run.Clock.Count == 0 ? time.GetUtcNow() : DateTimeOffset.FromUnixTimeMilliseconds(run.Clock[Math.Min(_clock++, run.Clock.Count - 1)]);
    }

    public override double Random()
    {
        lock (_lock)
            return _random < run.Random.Count ? run.Random[_random++] : 0.5;
    }

    public override Guid NewGuid()
    {
        lock (_lock)
            return _ids < run.Ids.Count ? run.Ids[_ids++] : Guid.Empty;
    }

    public override HostValue Read(HostGlobal global, RunContext context) =>
        run.Globals.TryGetValue(global.Name, out var value) ? HostValueJson.Read(value) : global.Read(context);

    public override HostValue Call(HostFunction function, HostCall call) => Give(Take(function, call), call.Run);

    /// <summary>An asynchronous call ends when its turn has come: as soon as the script can do nothing else, in the order in which calls ended when they were recorded.</summary>
    public override ValueTask<HostValue> CallAsync(HostFunction function, HostCall call, CancellationToken cancellationToken)
    {
        var recorded = Take(function, call);
        var context = call.Run;
        if (function.Mode != HostFunctionMode.Asynchronous)
            return new(Give(recorded, context));

        var ends = new TaskCompletionSource();
        lock (_lock)
            _waiting.Enqueue(ends, recorded.EndedAs ?? int.MaxValue);
        return WaitAsync(ends.Task.WaitAsync(cancellationToken), recorded, context);
    }

    public override void AwaitCall()
    {
        TaskCompletionSource? next;
        lock (_lock)
            _waiting.TryDequeue(out next, out _);
        next?.SetResult();
    }

    /// <summary>What a custom step gave at its next visit; null when that was not recorded.</summary>
    public RecordedNode? NextVisit(string nodeId)
    {
        lock (_lock)
        {
            var visit = _visits.GetValueOrDefault(nodeId);
            _visits[nodeId] = visit + 1;
            return run.Nodes.Where(node => node.Id == nodeId).ElementAtOrDefault(visit);
        }
    }

    private static async ValueTask<HostValue> WaitAsync(Task ends, RecordedCall recorded, RunContext context)
    {
        await ends.ConfigureAwait(false);
        return Give(recorded, context);
    }

    private static HostValue Give(RecordedCall recorded, RunContext context)
    {
        if (recorded.Error is { } error)
            throw new HostCallException(error, recorded.IsTypeError);
        if (recorded.Answer is { } answer)
            context.Response.TryAnswer(answer.Status, answer.ContentType);
        return recorded.Result is { } result ? HostValueJson.Read(result) : HostValue.Undefined;
    }

    private RecordedCall Take(HostFunction function, HostCall call)
    {
        var arguments = HostValueJson.ReadArguments(call);
        lock (_lock)
        {
            var number = ++_calls;
            var next = Array.IndexOf(_used, false);
            var index = next >= 0 && IsSame(run.Calls[next], function, arguments) ? next : FindSimilar(function, arguments);
            if (index < 0 || index != next || !IsSame(run.Calls[index], function, arguments))
                Note(number, function, arguments, next);
            if (index < 0)
                throw new HostCallException($"{CallText.Of(function.Name, arguments)} was not recorded.");
            _used[index] = true;
            return run.Calls[index];
        }
    }

    private void Note(int number, HostFunction function, JsonElement[] arguments, int next) =>
        Difference ??= $"Host call {number}: recorded {(next < 0 ? "none" : CallText.Of(run.Calls[next]))}, replayed {CallText.Of(function.Name, arguments)}.";

    /// <summary>The same call later in the recording, else the next one of the same function.</summary>
    private int FindSimilar(HostFunction function, JsonElement[] arguments)
    {
        var unused = Enumerable.Range(0, _used.Length).Where(index => !_used[index]).ToArray();
        return unused.Where(index => IsSame(run.Calls[index], function, arguments)).Append(unused.Where(index => run.Calls[index].Function == function.Name).Append(-1).First()).First();
    }

    private static bool IsSame(RecordedCall recorded, HostFunction function, JsonElement[] arguments) =>
        recorded.Function == function.Name
        && recorded.Arguments.Count == arguments.Length
        && recorded.Arguments.Zip(arguments).All(pair => JsonElement.DeepEquals(pair.First, pair.Second));
}
