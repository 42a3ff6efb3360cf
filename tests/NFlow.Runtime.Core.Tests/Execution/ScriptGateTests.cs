using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Scripting.Jint;

namespace NFlow.Runtime.Core.Tests.Execution;

internal sealed class ScriptGateTests
{
    private const int Places = 2;

    private readonly ScriptGate _gate = new(new ScriptExecutionOptions { MaxConcurrency = Places, AcquireTimeout = TimeSpan.FromMinutes(5) }, TimeProvider.System);
    private int _inside;
    private int _most;

    [Test]
    public async Task Places_WithManyThatComeAndGiveUp_AreNeverMoreThanAllowedAndNoneIsLost()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(visitor => Task.Run(() => VisitAsync(visitor))));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(_most, Is.InRange(1, Places));
            Assert.That(_gate.Executing, Is.Zero);
            Assert.That(_gate.Waiting, Is.Zero);
        }

        for (var i = 0; i < Places; i++)
            Assert.That(_gate.TryEnter(), Is.True, $"place {i} is lost");
        Assert.That(_gate.TryEnter(), Is.False);
    }

    [Test]
    public async Task Place_GivenBackWhileSomebodyWaits_GoesToWhoCameFirst()
    {
        for (var i = 0; i < Places; i++)
            await _gate.EnterAsync(CancellationToken.None);
        var first = _gate.EnterAsync(CancellationToken.None).AsTask();
        var second = _gate.EnterAsync(CancellationToken.None).AsTask();
        Assert.That(_gate.Waiting, Is.EqualTo(2));

        _gate.Exit();
        await first;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(second.IsCompleted, Is.False);
            Assert.That(_gate.TryEnter(), Is.False, "somebody who has just come is let in before those who wait");
            Assert.That(_gate.Executing, Is.EqualTo(Places));
        }

        _gate.Exit();
        await second;
    }

    [Test]
    public async Task Place_ThatIsNotFreeInTime_IsRefusedAndNobodyWaitsForItAnyMore()
    {
        using var gate = new ScriptGate(new ScriptExecutionOptions { MaxConcurrency = 1, AcquireTimeout = TimeSpan.Zero }, TimeProvider.System);
        await gate.EnterAsync(CancellationToken.None);

        var refusal = await Assert.ThrowsAsync<RunFailedException>(() => gate.EnterAsync(CancellationToken.None).AsTask());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal!.Error.Kind, Is.EqualTo(RunErrorKind.Busy));
            Assert.That(gate.Waiting, Is.Zero);
        }

        gate.Exit();
        Assert.That(gate.TryEnter(), Is.True);
    }

    [TearDown]
    public void TearDown() => _gate.Dispose();

    private async Task VisitAsync(int visitor)
    {
        var random = new Random(visitor);
        for (var i = 0; i < 4_000; i++)
        {
            using var patience = new CancellationTokenSource();
            var entering = _gate.EnterAsync(patience.Token).AsTask();
            var givingUp = random.Next(3) > 0 ? Task.Run(patience.Cancel) : Task.CompletedTask;
            try
            {
                await entering;
            }
            catch (OperationCanceledException)
            {
                await givingUp;
                continue;
            }

            var inside = Interlocked.Increment(ref _inside);
            for (var most = Volatile.Read(ref _most); inside > most; most = Volatile.Read(ref _most))
                Interlocked.CompareExchange(ref _most, inside, most);
            if (random.Next(8) == 0)
                await Task.Yield();
            Interlocked.Decrement(ref _inside);
            _gate.Exit();
            await givingUp;
        }
    }
}
