using NFlow.Samples.Plugin;

var builder = WebApplication.CreateBuilder(args);
builder.Services.Configure<RatesOptions>(builder.Configuration.GetSection("Rates"));
builder.Services
    .AddNFlowRuntime()
    .AddAppFile("app.json")
    .AddPlugin<RatesPlugin>();

var app = builder.Build();
app.MapNFlow("/*");
app.Run();
