using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Benchmarks.Support;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Scale.Load;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Storage.InMemory;

namespace NFlow.Runtime.Scale.Checks;

/// <summary>Is a request as cheap in an app of 1,000 routes as in one of a single route?</summary>
internal static class RouteScale
{
    public static async Task RunAsync()
    {
        Console.WriteLine("| routes | nodes | first request ms | CPU µs per request | bytes per request |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var routes in (int[])[1, 1, 10, 100, 1_000])
        {
            var document = new DesignerDocument();
            for (var i = 0; i < routes; i++)
                document.Workload($"/area{i % 10}/page{i}/:id", ["return c.JSON(200, { id: vars.id });"]);
            await using var services = new ServiceCollection().AddLogging().AddNFlowCore().Services.BuildServiceProvider();
            services.GetRequiredService<InMemoryStore>().Put(new AppDocument("app", document.ToUtf8(), ""));
            var engine = services.GetRequiredService<IWorkflowEngine>();
            var path = $"/area{routes / 2 % 10}/page{routes / 2}/4711";
            var (first, _) = await Figures.TimeAsync(1, _ => RequestAsync());
            var (time, bytes) = await Figures.CostAsync(5_000, RequestAsync);
            Console.WriteLine($"| {routes:N0} | {routes * 2:N0} | {first:F1} | {time:F1} | {bytes:N0} |");

            async Task RequestAsync()
            {
                var report = await engine.RunAsync(new WorkflowRequest { Path = path }, new WorkflowResponse(), services, CancellationToken.None);
                if (report.Outcome.Status != RunStatus.Completed)
                    throw new InvalidOperationException(report.Outcome.Error?.Message);
            }
        }

        Console.WriteLine();
        Console.WriteLine("The first line warms the process up; read the others.");
    }
}
