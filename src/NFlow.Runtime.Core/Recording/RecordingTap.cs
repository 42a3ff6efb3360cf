using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Recording;

/// <summary>Lets everything through and writes it down.</summary>
internal sealed class RecordingTap(RecordedRun run, ActiveRecording recording, RecordingMask mask) : RunTap
{
    private readonly RecordingBudget _budget = recording.Budget;
    private readonly Lock _sync = recording.Sync;
    private int _ended;

    public override DateTimeOffset Now(TimeProvider time)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        Note(run.Clock, now, sizeof(long));
        return DateTimeOffset.FromUnixTimeMilliseconds(now);
    }

    public override double Random()
    {
#pragma warning disable CA5394 // As Math.random(): not meant for secrets.
        var number = System.Random.Shared.NextDouble();
#pragma warning restore CA5394
        Note(run.Random, number, sizeof(double));
        return number;
    }

    public override Guid NewGuid()
    {
        var id = Guid.NewGuid();
        Note(run.Ids, id, 36);
        return id;
    }

    public override HostValue Read(HostGlobal global, RunContext context)
    {
        var value = global.Read(context);
        var json = HostValueJson.Write(value);
        lock (_sync)
            run.Globals.TryAdd(global.Name, json);
        _budget.Spend(json);
        return value;
    }

    public override HostValue Call(HostFunction function, HostCall call)
    {
        var record = Begin(function, call);
        try
        {
            return End(record, function.Body!(call), call.Run);
        }
        catch (Exception exception)
        {
            Fail(record, exception);
            throw;
        }
    }

    public override ValueTask<HostValue> CallAsync(HostFunction function, HostCall call, CancellationToken cancellationToken)
    {
        var record = Begin(function, call);
        ValueTask<HostValue> task;
        try
        {
            task = function.AsyncBody!(call, cancellationToken);
        }
        catch (Exception exception)
        {
            Fail(record, exception);
            throw;
        }

        return FollowAsync(record, task, call.Run);
    }

    private async ValueTask<HostValue> FollowAsync(RecordedCall record, ValueTask<HostValue> task, RunContext context)
    {
        try
        {
            return End(record, await task.ConfigureAwait(false), context);
        }
        catch (Exception exception)
        {
            Fail(record, exception);
            throw;
        }
    }

    private RecordedCall Begin(HostFunction function, HostCall call)
    {
        var record = new RecordedCall
        {
            Function = function.Name,
            Mode = function.Mode,
            NodeId = call.Run.Node?.Id,
            Arguments = HostValueJson.ReadArguments(call),
            Answer = call.Run.Response.IsAnswered ? AlreadyAnswered : null,
        };
        lock (_sync)
            run.Calls.Add(record);
        for (var i = 0; i < record.Arguments.Count; i++)
        {
            _budget.Spend(record.Arguments[i]);
            if (i < function.Parameters.Count && IsSecret(function, i))
                recording.NoteSecret(call.GetText(i));
        }

        return record;
    }

    /// <summary>Some functions take a secret under a name that is innocent elsewhere.</summary>
    private bool IsSecret(HostFunction function, int index) =>
        mask.IsSecret(function.Parameters[index].Name) || (index == 0 && function.Name is "openai" or "gemini" or "security.encrypt");

    private HostValue End(RecordedCall record, HostValue value, RunContext context)
    {
        var json = HostValueJson.Write(value);
        _budget.Spend(json);
        lock (_sync)
        {
            record.Result = json;
            record.EndedAs = _ended++;
            record.Answer = record.Answer is null && context.Response.IsAnswered ? new RecordedAnswer(context.Response.StatusCode, context.Response.ContentType) : null;
        }

        return value;
    }

    private void Fail(RecordedCall record, Exception exception)
    {
        lock (_sync)
        {
            record.Answer = null;
            record.Error = exception is HostCallException or RunFailedException ? exception.Message : $"{record.Function} failed.";
            record.IsTypeError = exception is HostCallException { IsTypeError: true };
            record.EndedAs = _ended++;
        }
    }

    private void Note<T>(List<T> list, T value, int size)
    {
        lock (_sync)
            list.Add(value);
        _budget.Spend(size);
    }

    private static readonly RecordedAnswer AlreadyAnswered = new(0, null);
}
