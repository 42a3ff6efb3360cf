using Microsoft.Extensions.AI;
using NFlow.Samples.AiAnswerStreamed;

var builder = WebApplication.CreateBuilder(args);

// Any IChatClient will do: OpenAI's, Ollama's, your own. This one needs no network.
builder.Services.AddSingleton<IChatClient, LocalPoet>();
builder.Services.AddNFlowRuntime().AddAppFile("app.json").AddMustache().AddAI();

var app = builder.Build();
app.MapNFlow("/*");
app.Run();
