using NFlow.Runtime.Plugins.AI.Tests.Support;

namespace NFlow.Runtime.Plugins.AI.Tests;

public sealed class ArgumentTests
{
    [TestCase("openai('k')", "openai: argument 'prompt' must be a string, not undefined.")]
    [TestCase("openai({}, '', 'p', 'm')", "openai: argument 'key' must be a string, not object.")]
    [TestCase("openai('k', [], 'p', 'm')", "openai: argument 'system' must be a string, not array.")]
    [TestCase("openai('k', '', 'p', {})", "openai: argument 'model' must be a string, not object.")]
    [TestCase("gemini('k', null, 'm')", "gemini: argument 'prompt' must be a string, not null.")]
    [TestCase("ollama('', '', {}, 'm')", "ollama: argument 'prompt' must be a string, not object.")]
    [TestCase("ollama('ftp://x', '', 'p', 'm')", "ollama: the base URL must be an http or https address without user name, query or fragment.")]
    [TestCase("ollama('http://user:pw@x', '', 'p', 'm')", "ollama: the base URL must be an http or https address without user name, query or fragment.")]
    [TestCase("await ai.chat('p')", "ai.chat: argument 'request' must be an object, not string.")]
    [TestCase("await ai.chat({})", "ai.chat: argument 'request.prompt' must be a string that is not empty (or messages).")]
    [TestCase("await ai.chat({ prompt: 7 })", "ai.chat: argument 'request.prompt' must be a string, not number.")]
    [TestCase("await ai.chat({ prompt: 'p', modle: 'm' })", "ai.chat: argument 'request' has no field 'modle'; known are provider, key, model, system, prompt, messages, data, temperature, maxTokens.")]
    [TestCase("await ai.chat({ prompt: 'p', temperature: 'hot' })", "ai.chat: argument 'request.temperature' must be a number from 0 to 10.")]
    [TestCase("await ai.chat({ messages: 'x' })", "ai.chat: argument 'request.messages' must be an array of {role, content}, not string.")]
    [TestCase("await ai.chat({ messages: [{ role: 'tool', content: '' }] })", "ai.chat: argument 'request.messages[0].role' must be 'system', 'user' or 'assistant'.")]
    [TestCase("await ai.chat({ messages: [{ role: 'user' }] })", "ai.chat: argument 'request.messages[0].content' must be a string, not undefined.")]
    [TestCase("await ai.stream(null)", "ai.stream: argument 'request' must be an object, not null.")]
    public async Task Function_WrongArgument_IsATypeErrorThatNamesIt(string script, string expected)
    {
        await using var service = await ChatService.StartAsync("{}");
        await using var host = await AIHost.StartAsync(service);

        var error = await host.CatchAsync(script);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error, Is.EqualTo(("TypeError", expected)));
            Assert.That(service.Requests, Is.Empty);
        }
    }

    [TestCase("openai('', '', 'p', 'm')", "openai: there is no key; the script passes one, or the host configures one.")]
    [TestCase("openai('k', '', 'p')", "openai: the request must name a model; the host has no default.")]
    [TestCase("await ai.chat({ prompt: 'p' })", "ai.chat: the request must name a provider; the host has registered no chat client and no default.")]
    [TestCase("await ai.chat({ provider: 'skynet', prompt: 'p' })", "ai.chat: there is no provider of that name; openai, gemini, ollama and the host's own chat clients are.")]
    public async Task Function_SomethingMissing_SaysWhat(string script, string expected)
    {
        await using var service = await ChatService.StartAsync("{}");
        await using var host = await AIHost.StartAsync(service);

        var error = await host.CatchAsync(script);

        Assert.That(error, Is.EqualTo(("Error", expected)));
    }
}
