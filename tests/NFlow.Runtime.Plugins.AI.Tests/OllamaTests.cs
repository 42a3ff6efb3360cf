using NFlow.Runtime.Plugins.AI.Tests.Support;

namespace NFlow.Runtime.Plugins.AI.Tests;

public sealed class OllamaTests
{
    private const string Answer = """{"model":"tiny","message":{"role":"assistant","content":"Moin"},"done":true,"done_reason":"stop","prompt_eval_count":5,"eval_count":2}""";

    [Test]
    public async Task Ollama_LegacyCall_SendsTheFormatAndReturnsTheText()
    {
        await using var service = await ChatService.StartAsync(Answer);
        await using var host = await AIHost.StartAsync(service);

        var texts = await host.RunAsync($"c.JSON(200, [ollama('', 'S {{{{a}}}}', 'P {{{{a}}}}', 'tiny', {{ a: 1.5 }}), ollama('{service.Url}/', '', 'again', 'tiny')])");

        var request = service.Requests.First();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(texts.GetRawText(), Is.EqualTo("""["Moin","Moin"]"""));
            Assert.That(request.Path, Is.EqualTo("/api/chat"));
            Assert.That(request.Headers.Keys, Has.None.EqualTo("Authorization"));
            Assert.That(request.Body.GetRawText(), Is.EqualTo("""{"model":"tiny","messages":[{"role":"system","content":"S 1.5"},{"role":"user","content":"P 1.5"}],"stream":false}"""));
        }
    }

    [Test]
    public async Task Ollama_AddressTheHostDidNotAllow_IsNotAsked()
    {
        await using var service = await ChatService.StartAsync(Answer);
        await using var host = await AIHost.StartAsync(null);

        var error = await host.CatchAsync($"ollama('{service.Url}', '', 'p', 'm', {{}})");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error.Message, Does.StartWith("ollama: this host does not allow that base URL"));
            Assert.That(service.Requests, Is.Empty);
        }
    }

    [Test]
    public async Task Ollama_AddressTheHostAllows_IsAsked()
    {
        await using var service = await ChatService.StartAsync(Answer);
        await using var host = await AIHost.StartAsync(null, options => options.AllowedOllamaBaseUrls.Add(service.Url));

        var text = await host.RunAsync($"c.JSON(200, ollama('{service.Url}', '', 'p', 'm', {{}}))");

        Assert.That(text.GetString(), Is.EqualTo("Moin"));
    }

    [Test]
    public async Task Redirect_IsNotFollowed()
    {
        await using var elsewhere = await ChatService.StartAsync(Answer);
        await using var service = await ChatService.StartAsync(context =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = elsewhere.Url + "/api/chat";
            return Task.CompletedTask;
        });
        await using var host = await AIHost.StartAsync(service);

        var error = await host.CatchAsync("ollama('', '', 'p', 'm', {})");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error.Message, Is.EqualTo("ollama: the service answered 307."));
            Assert.That(elsewhere.Requests, Is.Empty);
        }
    }
}
