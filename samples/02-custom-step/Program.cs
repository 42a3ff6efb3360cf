using NFlow.Samples.CustomStep;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddScoped<IPriceList, PriceList>();
builder.Services
    .AddNFlowRuntime()
    .AddAppFile("app.json")
    .AddStep<PriceStep>("price");

var app = builder.Build();
app.MapNFlow("/*");
app.Run();
