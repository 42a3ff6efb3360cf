using NFlow.Runtime.Plugins.AI.Tests.Support;

namespace NFlow.Runtime.Plugins.AI.Tests;

public sealed class GeminiTests
{
    private const string Answer = """
        {"candidates":[{"content":{"role":"model","parts":[{"text":"thinking","thought":true},{"text":"Hello "},{"text":"there"}]},"finishReason":"STOP"}],
         "usageMetadata":{"promptTokenCount":4,"candidatesTokenCount":2,"totalTokenCount":6},"modelVersion":"gemini-test-001"}
        """;

    [Test]
    public async Task Gemini_LegacyCall_SendsTheFormatAndReturnsTheText()
    {
        await using var service = await ChatService.StartAsync(Answer);
        await using var host = await AIHost.StartAsync(service);

        var text = await host.RunAsync("c.JSON(200, gemini('AIza-secret', 'Hi {{name}}', 'gemini-test', { name: 'Ann' }))");

        Assert.That(service.Requests.TryDequeue(out var request), Is.True);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text.GetString(), Is.EqualTo("Hello there"));
            Assert.That(request!.Path, Is.EqualTo("/v1beta/models/gemini-test:generateContent"), "the key is in no address");
            Assert.That(request.Headers["x-goog-api-key"], Is.EqualTo("AIza-secret"));
            Assert.That(request.Body.GetRawText(), Is.EqualTo("""{"contents":[{"role":"user","parts":[{"text":"Hi Ann"}]}]}"""));
        }
    }

    [Test]
    public async Task AIChat_Gemini_PutsInstructionsTurnsAndLimitsWhereTheyBelong()
    {
        await using var service = await ChatService.StartAsync(Answer);
        await using var host = await AIHost.StartAsync(service);

        var answer = await host.RunAsync("""
            c.JSON(200, await ai.chat({ provider: 'gemini', key: 'k', model: '../evil?x#y', system: 'Be kind.', prompt: 'bye',
              messages: [{ role: 'user', content: 'hi' }, { role: 'assistant', content: 'hello' }], temperature: 1, maxTokens: 9 }));
            """);

        Assert.That(service.Requests.TryDequeue(out var request), Is.True);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.GetProperty("model").GetString(), Is.EqualTo("gemini-test-001"));
            Assert.That(answer.GetProperty("finishReason").GetString(), Is.EqualTo("stop"));
            Assert.That(answer.GetProperty("usage").GetProperty("totalTokens").GetInt32(), Is.EqualTo(6));
            Assert.That(request!.Path, Does.StartWith("/v1beta/models/..").And.EndsWith("evil%3Fx%23y:generateContent"), "a model name cannot lead elsewhere");
            Assert.That(request.Body.GetRawText(), Is.EqualTo(
                """{"contents":[{"role":"user","parts":[{"text":"hi"}]},{"role":"model","parts":[{"text":"hello"}]},{"role":"user","parts":[{"text":"bye"}]}],"systemInstruction":{"parts":[{"text":"Be kind."}]},"generationConfig":{"temperature":1,"maxOutputTokens":9}}"""));
        }
    }

    [Test]
    public async Task Gemini_BlockedPrompt_IsAnError()
    {
        await using var service = await ChatService.StartAsync("""{"promptFeedback":{"blockReason":"SAFETY"}}""");
        await using var host = await AIHost.StartAsync(service);

        var error = await host.CatchAsync("gemini('k', 'p', 'm', {})");

        Assert.That(error.Message, Is.EqualTo("gemini: the service refused the prompt (SAFETY)."));
    }
}
