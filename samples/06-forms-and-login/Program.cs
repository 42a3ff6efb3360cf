using NFlow.Runtime.HostApi.Users;
using NFlow.Runtime.Storage;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddNFlowRuntime().AddAppFile("app.json");

var app = builder.Build();
app.MapNFlow("/*");

// Somebody who may log in. The designer manages users in the same table.
await app.Services.GetRequiredService<IUserStore>()
    .SaveAsync(new UserRecord(0, "ana", PasswordHash.Create("correct horse"), "customer", IsActive: true), CancellationToken.None);
app.Run();
