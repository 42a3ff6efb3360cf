var builder = WebApplication.CreateBuilder(args);
builder.Services.AddNFlowRuntime().AddAppFile("app.json");

var app = builder.Build();
app.MapNFlow("/*");
app.Run();
