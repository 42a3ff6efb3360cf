using System.Net;
using NFlow.Runtime.Benchmarks.Floor;

// The floors that the server is compared with. FLOOR=A: Kestrel answers the same bytes without JavaScript.
// FLOOR=B1: the same scripts on Jint, a fresh engine with limits per request, and nothing around it.
var workloads = args[0];
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.Listen(IPAddress.Loopback, int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture));
    kestrel.AddServerHeader = false;
});
var app = builder.Build();

foreach (var name in (string[])["hello", "chain5", "form", "compute", "echo"])
{
    RequestDelegate handler = Environment.GetEnvironmentVariable("FLOOR") == "A"
        ? new FixedAnswer(workloads, name).HandleAsync
        : new BareScripts(workloads, name).HandleAsync;
    app.MapMethods("/bench/" + name, [name == "echo" ? "POST" : "GET"], handler);
}

app.Run();
