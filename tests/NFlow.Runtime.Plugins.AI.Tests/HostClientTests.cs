using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Plugins.AI.Tests.Support;

namespace NFlow.Runtime.Plugins.AI.Tests;

public sealed class HostClientTests
{
    [Test]
    public async Task PlainClient_StandsInForEveryProvider()
    {
        var client = new StandInClient("host");
        await using var host = await AIHost.StartAsync(null, register: services => services.AddSingleton<IChatClient>(client));

        var texts = await host.RunAsync("""
            c.JSON(200, [openai('k', 's', 'p {{x}}', 'm1', { x: 1 }), gemini('k', 'p', 'm2'), ollama('', '', 'p', 'm3'), (await ai.chat({ prompt: 'p', maxTokens: 3 })).text]);
            """);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(texts.GetRawText(), Is.EqualTo("""["host: system s | user p 1","host: user p","host: user p","host: user p"]"""));
            Assert.That(client.Options.Select(options => options!.ModelId), Is.EqualTo(new[] { "m1", "m2", "m3", null }));
            Assert.That(client.Options.Last()!.MaxOutputTokens, Is.EqualTo(3));
        }
    }

    [Test]
    public async Task KeyedClient_AnswersForItsNameOnly()
    {
        await using var service = await ChatService.StartAsync("""{"message":{"content":"wire"},"done":true}""");
        await using var host = await AIHost.StartAsync(service, register: services =>
        {
            services.AddKeyedSingleton<IChatClient>("openai", new StandInClient("keyed"));
            services.AddKeyedSingleton<IChatClient>("local", new StandInClient("own"));
        });

        var texts = await host.RunAsync("c.JSON(200, [openai('', '', 'p', 'm'), (await ai.chat({ provider: 'local', prompt: 'p' })).text, ollama('', '', 'p', 'm')])");

        Assert.That(texts.GetRawText(), Is.EqualTo("""["keyed: user p","own: user p","wire"]"""));
    }

    [Test]
    public async Task PlainClient_SwitchedOffForProviders_AnswersAIChatOnly()
    {
        await using var service = await ChatService.StartAsync("""{"message":{"content":"wire"},"done":true}""");
        await using var host = await AIHost.StartAsync(service, options => options.UseHostClient = false, services => services.AddSingleton<IChatClient>(new StandInClient("host")));

        var texts = await host.RunAsync("c.JSON(200, [ollama('', '', 'p', 'm'), (await ai.chat({ prompt: 'p' })).text])");

        Assert.That(texts.GetRawText(), Is.EqualTo("""["wire","host: user p"]"""));
    }

    [Test]
    public async Task ScopedClient_IsTakenFromTheRequestsScope()
    {
        await using var host = await AIHost.StartAsync(null, register: services => services.AddScoped<IChatClient>(_ => new StandInClient("scoped")));

        var text = await host.RunAsync("c.JSON(200, (await ai.chat({ prompt: 'p' })).text)");

        Assert.That(text.GetString(), Is.EqualTo("scoped: user p"));
    }

    [Test]
    public void WrongSettings_AreReportedTogether()
    {
        var services = new ServiceCollection();
        services.AddNFlowCore().AddAI(options =>
        {
            options.OpenAIBaseUrl = "api.openai.com";
            options.OllamaBaseUrl = "http://user:secret@localhost";
            options.Timeout = TimeSpan.Zero;
            options.MaxAnswerLength = 0;
        }).AddAI();
        using var provider = services.BuildServiceProvider();

        var error = Assert.Throws<OptionsValidationException>(() => _ = provider.GetRequiredService<IOptions<AIOptions>>().Value);

        Assert.That(error.Failures, Is.EqualTo(new[]
        {
            "AI.OpenAIBaseUrl must be an http or https address without user name, query or fragment.",
            "AI.OllamaBaseUrl must be an http or https address without user name, query or fragment.",
            "AI.Timeout must be more than zero and at most a day, not 00:00:00.",
            "AI.MaxAnswerLength must be more than zero, not 0.",
        }));
    }

    [Test]
    public void Defaults_AreThoseOfTheReference()
    {
        var options = new AIOptions();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(options.OpenAIBaseUrl, Is.EqualTo("https://api.openai.com/v1"));
            Assert.That(options.GeminiBaseUrl, Is.EqualTo("https://generativelanguage.googleapis.com/v1beta"));
            Assert.That(options.OllamaBaseUrl, Is.EqualTo("http://localhost:11434"));
            Assert.That(options.Timeout, Is.EqualTo(TimeSpan.FromSeconds(120)));
        }
    }
}
