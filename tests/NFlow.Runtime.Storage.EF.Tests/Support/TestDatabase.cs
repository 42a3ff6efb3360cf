using System.Data.Common;
using System.Reflection;
using System.Runtime.ExceptionServices;
using NFlow.Runtime.Storage.EF.Databases;

namespace NFlow.Runtime.Storage.EF.Tests.Support;

/// <summary>An empty database of its own for one test.</summary>
internal abstract class TestDatabase : IAsyncDisposable
{
    /// <summary>Makes one; where its server is missing the test is skipped, in whatever way the test makes it.</summary>
    public static TDatabase Create<TDatabase>()
        where TDatabase : TestDatabase, new()
    {
        try
        {
            return new TDatabase();
        }
        catch (TargetInvocationException wrapped) when (wrapped.InnerException is { } cause)
        {
            // A constructor that is called for a type parameter has its exceptions wrapped, and NUnit would not know its own.
            ExceptionDispatchInfo.Throw(cause);
            throw;
        }
    }

    /// <summary>Points the stores at this database.</summary>
    public abstract void Configure(NFlowStorageOptions options);

    /// <summary>A connection that has nothing to do with the stores, as the designer's would be.</summary>
    public abstract DbConnection Connect();

    public abstract ValueTask DisposeAsync();

    public StoreHost Open(TimeProvider? time = null, Action<NFlowStorageOptions>? configure = null) =>
        new(
            options =>
            {
                options.CreateSampleApp = false;
                options.TemplateFreshness = TimeSpan.Zero;
                options.QueriesFreshness = TimeSpan.Zero;
                Configure(options);
                configure?.Invoke(options);
            },
            time);

    /// <summary>Runs SQL as another program would; parameters are <c>$1</c>…</summary>
    public async Task<object?> ExecuteAsync(string sql, params object?[] values)
    {
        await using var connection = Connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand(null, sql, values);
        return await command.ExecuteScalarAsync();
    }
}
