using NFlow.Runtime.Compatibility.Tests.Surface.Peers;
using NFlow.Runtime.Execution;
using Npgsql;

namespace NFlow.Runtime.Compatibility.Tests.Surface;

/// <summary>Every function that waits ends with its run, whatever ends the run, and the peer sees that nobody waits any more.</summary>
public sealed class WaitingFunctionTests
{
    private static SurfaceHost _host = null!;

    private static IEnumerable<TestCaseData> Waits => SurfaceContract.Instance.Cases
        .Where(item => item.Kind == SurfaceCaseKind.Waits)
        .SelectMany(item => Enum.GetValues<Ending>().Select(ending => new TestCaseData(item, ending).SetArgDisplayNames(item.ToString(), ending.ToString())));

    [OneTimeSetUp]
    public static async Task StartHost() => _host = await SurfaceHost.StartAsync();

    [OneTimeTearDown]
    public static async Task StopHost() => await _host.DisposeAsync();

    [TestCaseSource(nameof(Waits)), CancelAfter(120_000)]
    public async Task Function_WaitingWhenTheRunEnds_IsGivenUpAndItsPeerFreed(object item, object ending, CancellationToken cancellationToken)
    {
        var (names, _, script, _) = (SurfaceCase)item;
        PeersOf.Require(names[0]);
        _host.Hold.Reset();
        var mark = $"wait-{Guid.NewGuid():n}";
        using var client = new CancellationTokenSource();
        var run = _host.RunAsync(script.Replace("«mark»", mark, StringComparison.Ordinal), new HeldResponse(_host.Hold), client.Token);
        var isStatement = script.Contains("«mark»", StringComparison.Ordinal);
        await (isStatement ? WaitForStatementAsync(mark, runs: true, cancellationToken) : Task.WhenAny(_host.Hold.Reached.WaitAsync(cancellationToken), run));
        Assert.That(run.IsCompleted, Is.False, "the function does not wait");

        await EndAsync((Ending)ending, client);

        var outcome = (await run.WaitAsync(cancellationToken)).Report.Outcome;
        Assert.That((outcome.Status, outcome.Error?.Kind), Is.EqualTo((Ending)ending switch
        {
            Ending.ClientGone => (RunStatus.Cancelled, null),
            Ending.Killed => (RunStatus.Failed, RunErrorKind.Killed),
            _ => (RunStatus.Failed, (RunErrorKind?)RunErrorKind.Limit),
        }));
        await (isStatement ? WaitForStatementAsync(mark, runs: false, cancellationToken) : _host.Hold.Released.WaitAsync(cancellationToken));
        _host.Open();
    }

    private static async Task EndAsync(Ending ending, CancellationTokenSource client)
    {
        switch (ending)
        {
            case Ending.ClientGone:
                await client.CancelAsync();
                break;
            case Ending.Killed:
                Assert.That(_host.Processes.Kill(_host.Processes.List().Single().RunId), Is.True);
                break;
            default:
                _host.Clock.Advance(TimeSpan.FromMinutes(6));
                break;
        }
    }

    /// <summary>Asks PostgreSQL itself until it executes the marked statement, or does not any more.</summary>
    private static async Task WaitForStatementAsync(string mark, bool runs, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(TestServices.RequirePostgres());
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%' || $1 || '%' AND state = 'active' AND pid <> pg_backend_pid()", connection);
        command.Parameters.AddWithValue(mark);
        while ((long)(await command.ExecuteScalarAsync(cancellationToken))! > 0 != runs)
            cancellationToken.ThrowIfCancellationRequested();
    }

    private enum Ending
    {
        ClientGone,
        Killed,
        DeadlinePassed,
    }
}
