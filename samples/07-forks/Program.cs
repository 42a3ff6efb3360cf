using NFlow.Samples.Forks;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton<Letters>();
builder.Services.AddNFlowRuntime().AddAppFile("app.json").AddStep<DeliverStep>("deliver");

var app = builder.Build();
app.MapGet("/letters", (Letters letters) => letters.Delivered);
app.MapNFlow("/*");
app.Run();
