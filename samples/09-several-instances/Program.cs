var builder = WebApplication.CreateBuilder(args);

// compose.yaml sets NFlow__Postgres, NFlow__Redis__Host and NFlow__Instance.
var settings = builder.Configuration.GetRequiredSection("NFlow");
builder.Services
    .AddNFlowRuntime(options => options.ScriptEnvironment["instance"] = settings["Instance"] ?? Environment.MachineName)
    .AddEntityFrameworkStores(storage => storage.UsePostgres(settings["Postgres"]!))   // users, templates, modules
    .AddRedis(redis => settings.GetSection("Redis").Bind(redis))                       // runs of all instances, rate limits
    .AddRedisSessions()                                                                // sessions, and the keys that prove their cookies
    .AddAppFile("app.json");

var app = builder.Build();
app.MapNFlow("/*");
app.Run();
