using System.Net;
using NFlow.Runtime.Benchmarks.Floor;

// The floors that the server is compared with. FLOOR=A: Kestrel answers the same bytes without JavaScript.
// FLOOR=B1: the same scripts on Jint, a fresh engine with limits per request, and nothing around it. FLOOR=B1-app: in the form they have in the app.
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
    var floor = Environment.GetEnvironmentVariable("FLOOR");
    RequestDelegate handler = floor == "A"
        ? new FixedAnswer(workloads, name).HandleAsync
        : new BareScripts(workloads, name, asInApp: floor == "B1-app").HandleAsync;
    app.MapMethods("/bench/" + name, [name == "echo" ? "POST" : "GET"], handler);
}

app.Run();
