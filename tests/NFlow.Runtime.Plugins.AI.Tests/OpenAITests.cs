using NFlow.Runtime.Plugins.AI.Tests.Support;

namespace NFlow.Runtime.Plugins.AI.Tests;

public sealed class OpenAITests
{
    private const string Answer = """
        {"id":"x","model":"gpt-test-1","choices":[{"index":0,"message":{"role":"assistant","content":"Hola \"mundo\" ✓"},"finish_reason":"stop"}],
         "usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10}}
        """;

    [Test]
    public async Task OpenAI_LegacyCall_SendsTheFormatAndReturnsTheText()
    {
        await using var service = await ChatService.StartAsync(Answer);
        await using var host = await AIHost.StartAsync(service);

        var text = await host.RunAsync("c.JSON(200, openai('sk-key', 'You speak {{lang}}.', 'Greet {{who.name}} & all', 'gpt-test', { lang: 'Spanish', who: { name: 'the <world>' } }))");

        Assert.That(text.GetString(), Is.EqualTo("Hola \"mundo\" ✓"));
        Assert.That(service.Requests.TryDequeue(out var request), Is.True);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(request!.Method, Is.EqualTo("POST"));
            Assert.That(request.Path, Is.EqualTo("/v1/chat/completions"));
            Assert.That(request.Headers["Authorization"], Is.EqualTo("Bearer sk-key"));
            Assert.That(request.Body.GetProperty("model").GetString(), Is.EqualTo("gpt-test"));
            Assert.That(request.Body.GetProperty("messages").EnumerateArray().Select(message => (message.GetProperty("role").GetString(), message.GetProperty("content").GetString())), Is.EqualTo(new[]
            {
                ("system", "You speak Spanish."),
                ("user", "Greet the &lt;world&gt; & all"),
            }));
        }
    }

    [Test]
    public async Task AIChat_OpenAI_GivesTextModelReasonAndUsage()
    {
        await using var service = await ChatService.StartAsync(Answer);
        await using var host = await AIHost.StartAsync(service, options => (options.OpenAIKey, options.DefaultProvider, options.DefaultModel) = ("host-key-12345", "openai", "gpt-default"));

        var answer = await host.RunAsync("""
            const answer = await ai.chat({
              system: 'Be brief, {{name}}.', prompt: 'Is 1 < 2 for "{{name}}"?', data: { name: "O'Hara & Co" },
              messages: [{ role: 'user', content: 'hi {{name}}' }, { role: 'assistant', content: 'hello' }], temperature: 0.5, maxTokens: 20,
            });
            c.JSON(200, answer);
            """);

        Assert.That(service.Requests.TryDequeue(out var request), Is.True);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.GetProperty("text").GetString(), Is.EqualTo("Hola \"mundo\" ✓"));
            Assert.That(answer.GetProperty("model").GetString(), Is.EqualTo("gpt-test-1"));
            Assert.That(answer.GetProperty("finishReason").GetString(), Is.EqualTo("stop"));
            Assert.That(answer.GetProperty("usage").GetRawText(), Is.EqualTo("""{"inputTokens":7,"outputTokens":3,"totalTokens":10}"""));
            Assert.That(request!.Headers["Authorization"], Is.EqualTo("Bearer host-key-12345"));
            Assert.That(request.Body.GetProperty("model").GetString(), Is.EqualTo("gpt-default"));
            Assert.That(request.Body.GetProperty("temperature").GetDouble(), Is.EqualTo(0.5));
            Assert.That(request.Body.GetProperty("max_tokens").GetInt32(), Is.EqualTo(20));
            Assert.That(request.Body.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("content").GetString()), Is.EqualTo(new[]
            {
                "Be brief, O'Hara & Co.", "hi {{name}}", "hello", "Is 1 < 2 for \"O'Hara & Co\"?",
            }), "values go into prompts as they are, and only prompts are templates");
        }
    }

    [Test]
    public async Task AIChat_WithoutData_SendsThePromptAsItIs()
    {
        await using var service = await ChatService.StartAsync(Answer);
        await using var host = await AIHost.StartAsync(service);

        await host.RunAsync("await ai.chat({ provider: 'openai', key: 'k', model: 'm', prompt: 'What does {{x}} mean?' }); c.JSON(200, 1)");

        Assert.That(service.Requests.First().Body.GetProperty("messages")[0].GetProperty("content").GetString(), Is.EqualTo("What does {{x}} mean?"));
    }

    [Test]
    public async Task FaultyTemplate_LegacySendsItAsItIs_AIChatRejects()
    {
        await using var service = await ChatService.StartAsync(Answer);
        await using var host = await AIHost.StartAsync(service);

        await host.RunAsync("c.JSON(200, openai('k', '', 'Explain {{#each', 'm', {}))");
        var error = await host.CatchAsync("await ai.chat({ provider: 'openai', key: 'k', model: 'm', prompt: 'Explain {{#each', data: {} })");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(service.Requests.Single().Body.GetProperty("messages")[0].GetProperty("content").GetString(), Is.EqualTo("Explain {{#each"));
            Assert.That(host.Log.Text, Does.Contain("openai: the prompt is not a valid template and is sent as it is"));
            Assert.That(error.Message, Does.StartWith("ai.chat: the prompt cannot be rendered:"));
        }
    }

    [Test]
    public async Task AIChat_FiftyInParallel_AllAnswer()
    {
        await using var service = await ChatService.StartAsync(Answer);
        await using var host = await AIHost.StartAsync(service);

        var count = await host.RunAsync("""
            const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => ai.chat({ provider: 'openai', key: 'k', model: 'm', prompt: String(i) })));
            c.JSON(200, answers.filter(answer => answer.text.startsWith('Hola')).length);
            """);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(count.GetInt32(), Is.EqualTo(50));
            Assert.That(service.Requests, Has.Count.EqualTo(50));
        }
    }
}
