using System.Buffers;
using System.Collections.Concurrent;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Sandbox.Tests;

/// <summary>Functions by which tests see into and steer scripts.</summary>
internal sealed class ProbeApi : IHostApi
{
    /// <summary>What scripts told that must not happen.</summary>
    public ConcurrentQueue<string> Caught { get; } = new();

    /// <summary>Set when a script says how far it got.</summary>
    public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits until a script says how far it got, or its run has ended without.</summary>
    public async Task WhenReachedAsync(Task<ScriptOutcome> run)
    {
        if (await Task.WhenAny(Reached.Task, run) == run && !Reached.Task.IsCompleted)
            Assert.Fail($"The run ended before it got there: {await run}");
    }

    public void Configure(HostSurfaceBuilder surface) => surface
        .Function("caught", call =>
        {
            Caught.Enqueue(call.GetText(0));
            return HostValue.Undefined;
        }, "Tells that something happened that must not.")
        .Function("reached", _ =>
        {
            Reached.TrySetResult();
            return HostValue.Undefined;
        }, "Tells how far the script got.")
        .BlockingFunction("blockForever", static async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return HostValue.Undefined;
        }, "Stands still until the run ends.")
        .Function("log_text", static call => HostValue.From(call.GetText(0)), "Reads its argument as text.")
        .Function("log_json", static call => HostValue.FromJson(call.GetJson(0)), "Reads its argument as JSON.")
        .Function("tardy", static call => throw LimitFailure.Create(new LimitExcess(LimitNames.Time, 60_000, 60_001)), "Takes more time than there is, without taking it.")
        .Function("answer", static call =>
        {
            if (call.Run.Response.TryAnswer(200, "application/json") && !call.WriteJson(0, call.Run.Response.BodyWriter))
                call.Run.Response.BodyWriter.Write("null"u8);
            return HostValue.Undefined;
        }, "Answers with JSON.")
        .AsyncFunction("later", static async (call, cancellationToken) =>
        {
            var json = call.GetJson(0);
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            return HostValue.FromJson(json);
        }, "Gives its argument back, later.")
        .AsyncFunction("never", static async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return HostValue.Undefined;
        }, "Never answers.")
        .BlockingFunction("block", static async (call, _) =>
        {
            var json = call.GetJson(0);
            await Task.Yield();
            return HostValue.FromJson(json);
        }, "Gives its argument back while the script stands still.")
        .Function("fail", static call => throw new InvalidOperationException("secret /etc/passwd"), "Fails unexpectedly.")
        .AsyncFunction("failLater", static async (_, _) =>
        {
            await Task.Yield();
            throw new InvalidOperationException("secret /etc/passwd");
        }, "Fails unexpectedly, later.")
        .Function("refuse", static _ => throw new HostCallException("not today", isTypeError: true), "Refuses.")
        .Function("tools.second", static _ => HostValue.From(2), "Gives 2.")
        .Function("tools.third", static _ => HostValue.From(3), "Gives 3.")
        .Library(new HostLibrary("probe", ["twice", "tools.triple"], "(function(host){ return { twice: function(f){ f(); f(); return 'done'; }, 'tools.triple': function(x){ return host.$times(x, 3); } }; })", ""))
        .Function("$times", static call => HostValue.From(call.GetNumber(0) * call.GetNumber(1)), "Multiplies.");
}
