using NFlow.Samples.ExistingWebApp;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddAuthentication(StaffKeyHandler.Scheme).AddScheme<StaffKeyOptions, StaffKeyHandler>(
    StaffKeyHandler.Scheme, options => builder.Configuration.Bind("StaffKey", options));
builder.Services.AddAuthorizationBuilder().AddPolicy("staff", policy => policy.RequireRole("staff"));

// The database that holds the workflows: appsettings.json says SQLite, NFlow__Driver=postgres NFlow__Dsn=… says PostgreSQL.
builder.Services.AddNFlowRuntime().AddEntityFrameworkStores(storage =>
    storage.UseDatabase(builder.Configuration["NFlow:Driver"] ?? "sqlite", builder.Configuration["NFlow:Dsn"] ?? "nflow.db"));

var app = builder.Build();
app.UseStaticFiles();
app.MapGet("/time", (TimeProvider time) => new { now = time.GetUtcNow() });
app.MapNFlow("/staff/*", options => options.StripPrefix = true).RequireAuthorization("staff");
app.MapNFlow("/*");
app.Run();
