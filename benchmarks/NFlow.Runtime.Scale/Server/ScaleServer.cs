using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NFlow.Runtime.Processes;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Storage.InMemory;

namespace NFlow.Runtime.Scale.Server;

/// <summary>The product behind Kestrel on a free loopback port, in a process of its own, so that its memory is its own.</summary>
internal static class ScaleServer
{
    /// <param name="store"><c>memory</c>, the path of a SQLite file, or <c>host=…</c> for PostgreSQL.</param>
    /// <param name="withTracker">Whether every node is recorded.</param>
    public static async Task RunAsync(string store, bool withTracker)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        var nflow = builder.Services.AddNFlowCore(options =>
        {
            options.TriggersFolder = "/nonexistent";
            // Elapsed time, and the machine may be busy with others: loops are to end by their operations.
            options.Limits.ExecutionTime = TimeSpan.FromSeconds(20);
            options.Limits.MaxOperations = 2_000_000;
            options.Limits.MaxMemoryBytes = 16 << 20;
        }).AddAspNetCore();
        if (store != "memory")
            nflow.AddEntityFrameworkStores(options => _ = store.Contains('=', StringComparison.Ordinal) ? options.UsePostgres(store) : options.UseSqlite(store));
        if (withTracker)
            nflow.AddTracker();
        builder.Services.AddSingleton<GateApi>();
        builder.Services.AddSingleton<Scripting.IHostApi>(services => services.GetRequiredService<GateApi>());

        await using var app = builder.Build();
        app.MapGet("/_memory", (IProcessRegistry runs) => Sample(runs));
        app.MapPost("/_open", (GateApi gate) => gate.Open());
        app.MapNFlow("/*");
        var document = new AppDocument("app", ScaleApp.Document().ToUtf8(), "");
        if (store == "memory")
            app.Services.GetRequiredService<InMemoryStore>().Put(document);
        else
            await app.Services.GetRequiredService<IAppStore>().SaveAsync(document, CancellationToken.None);
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await app.WaitForShutdownAsync();
    }

    public static MemorySample Sample(IProcessRegistry runs)
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        using var process = Process.GetCurrentProcess();
        return new(process.WorkingSet64, GC.GetTotalMemory(forceFullCollection: true), process.Threads.Count, runs.Count, process.TotalProcessorTime.TotalSeconds);
    }
}
