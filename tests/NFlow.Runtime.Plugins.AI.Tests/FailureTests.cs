using System.Text;
using CsCheck;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NFlow.Runtime.Plugins.AI.Tests.Support;

namespace NFlow.Runtime.Plugins.AI.Tests;

public sealed class FailureTests
{
    private const string Key = "sk-proj-AbCdEfGh0123456789";

    [TestCase("openai('KEY', '', 'p', 'm', {})", "openai")]
    [TestCase("gemini('KEY', 'p', 'm', {})", "gemini")]
    [TestCase("await ai.chat({ provider: 'openai', key: 'KEY', model: 'm', prompt: 'p' })", "ai.chat")]
    [TestCase("await ai.stream({ provider: 'gemini', key: 'KEY', model: 'm', prompt: 'p' })", "ai.stream")]
    public async Task ServiceEchoesTheKey_NeitherErrorNorLogHoldsIt(string script, string function)
    {
        var body = $$$"""{"error":{"message":"Incorrect API key provided: {{{Key}}} (also {{{Convert.ToBase64String(Encoding.UTF8.GetBytes(Key))}}}, {{{Key[..12]}}}…, {{{Key.ToUpperInvariant()}}}).","code":401}}""";
        await using var service = await ChatService.StartAsync(body, status: 401);
        await using var host = await AIHost.StartAsync(service);

        var error = await host.CatchAsync(script.Replace("KEY", Key, StringComparison.Ordinal));
        await host.RunAsync($"c.JSON(200, 1); try {{ {script.Replace("KEY", Key, StringComparison.Ordinal)} }} catch {{ }}");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error, Is.EqualTo(("Error", $"{function}: the service answered 401: Incorrect API key provided: *** (also ***, ***…, ***).")));
            Assert.That(host.Log.Text, Does.Not.Contain(Key).IgnoreCase.And.Not.Contain(Key[..12]));
        }
    }

    [Test]
    public async Task UncaughtError_AnswerAndLog_HoldNoKey()
    {
        await using var service = await ChatService.StartAsync($$$"""[{"error":{"message":"bad key {{{Key}}}"}}]""", status: 400);
        await using var host = await AIHost.StartAsync(service);
        host.Publish($"openai('{Key}', '', 'p', 'm', {{}})");

        using var response = await host.Client.GetAsync(new Uri("/run", UriKind.Relative));
        var text = await response.Content.ReadAsStringAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)response.StatusCode, Is.EqualTo(500));
            Assert.That(text, Does.Contain("openai: the service answered 400: bad key ***"));
            Assert.That(text + host.Log.Text, Does.Not.Contain(Key));
        }
    }

    [Test]
    public async Task KeyThatIsNoHeader_IsRefusedWithoutQuotingIt()
    {
        await using var service = await ChatService.StartAsync("{}");
        await using var host = await AIHost.StartAsync(service);

        var openai = await host.CatchAsync("openai('abc\\r\\nX-Evil: 1', '', 'p', 'm', {})");
        var gemini = await host.CatchAsync("gemini('schlüssel', 'p', 'm', {})");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(openai.Message, Is.EqualTo("openai: the key has characters that a key cannot have."));
            Assert.That(gemini.Message, Is.EqualTo("gemini: the key has characters that a key cannot have."));
            Assert.That(service.Requests, Is.Empty);
        }
    }

    [TestCase("", "in a format that was not expected")]
    [TestCase("<html>", "in a format that was not expected")]
    [TestCase("[]", "in a format that was not expected")]
    [TestCase("{}", "in a format that was not expected")]
    [TestCase("{\"choices\":[]}", "in a format that was not expected")]
    [TestCase("{\"choices\":[{\"message\":7}]}", "in a format that was not expected")]
    [TestCase("{\"choices\":[{\"message\":{\"content\":null}}]}", "")]
    [TestCase("{\"error\":\"no such model\"}", "the service failed: no such model")]
    public async Task SuccessfulStatusWithAnOddBody_IsAnErrorOrEmpty(string body, string expected)
    {
        await using var service = await ChatService.StartAsync(body);
        await using var host = await AIHost.StartAsync(service);

        var error = await host.CatchAsync("openai('k', '', 'p', 'm', {})");

        Assert.That(error.Message, expected.Length == 0 ? Is.Empty : Does.Contain(expected));
    }

    [TestCase("openai('k', '', 'p', 'm', {})")]
    [TestCase("gemini('k', 'p', 'm', {})")]
    [TestCase("ollama('', '', 'p', 'm', {})")]
    [TestCase("await ai.chat({ provider: 'openai', key: 'k', model: 'm', prompt: 'p' })")]
    [TestCase("await ai.stream({ provider: 'openai', key: 'k', model: 'm', prompt: 'p' })")]
    public async Task SlowService_TimesOut(string script)
    {
        var time = new FakeTimeProvider();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var service = await ChatService.StartAsync(async context =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        await using var host = await AIHost.StartAsync(service, options => options.Timeout = TimeSpan.FromSeconds(2), services => services.AddSingleton<TimeProvider>(time));

        var running = host.CatchAsync(script);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(20));
        time.Advance(TimeSpan.FromSeconds(2));
        var error = await running;

        Assert.That(error.Message, Does.EndWith(": the service did not answer within 2 seconds."));
        await service.Abandoned.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [TestCase("openai('k', '', 'p', 'm', {})")]
    [TestCase("gemini('k', 'p', 'm', {})")]
    [TestCase("ollama('', '', 'p', 'm', {})")]
    [TestCase("await ai.chat({ provider: 'openai', key: 'k', model: 'm', prompt: 'p' })")]
    [TestCase("await ai.stream({ provider: 'ollama', model: 'm', prompt: 'p' })")]
    public async Task ClientGoesAway_TheServiceIsHungUpOn(string script)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var service = await ChatService.StartAsync(async context =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        await using var host = await AIHost.StartAsync(service);
        host.Publish(script);
        using var cancellation = new CancellationTokenSource();

        var asking = host.Client.GetAsync(new Uri("/run", UriKind.Relative), cancellation.Token);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await cancellation.CancelAsync();

        Assert.That(async () => await asking, Throws.InstanceOf<OperationCanceledException>());
        await service.Abandoned.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Test]
    public async Task NobodyListens_SaysSo()
    {
        var service = await ChatService.StartAsync("{}");
        await using var host = await AIHost.StartAsync(service);
        await service.DisposeAsync();

        var error = await host.CatchAsync("ollama('', '', 'p', 'm', {})");

        Assert.That(error.Message, Is.EqualTo("ollama: the service cannot be reached (ConnectionError)."));
    }

    [Test]
    public async Task ServiceBreaksOff_SaysSo()
    {
        await using var service = await ChatService.StartAsync(async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("{\"choices\":");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        await using var host = await AIHost.StartAsync(service);

        var error = await host.CatchAsync("openai('k', '', 'p', 'm', {})");

        Assert.That(error.Message, Is.EqualTo("openai: the service broke off in the middle of its answer."));
    }

    [Test]
    public async Task EndlessAnswer_IsCutOff()
    {
        await using var service = await ChatService.StartAsync(async context =>
        {
            var chunk = new string('x', 64 * 1024);
            await context.Response.WriteAsync("{\"choices\":[{\"message\":{\"content\":\"");
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.WriteAsync(chunk, context.RequestAborted);
        });
        await using var host = await AIHost.StartAsync(service, options => options.MaxAnswerLength = 1000);

        var error = await host.CatchAsync("openai('k', '', 'p', 'm', {})");

        Assert.That(error.Message, Does.StartWith("openai: the answer is larger than "));
        await service.Abandoned.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Test]
    public async Task LongAnswer_IsRefused()
    {
        await using var service = await ChatService.StartAsync($$"""{"message":{"content":"{{new string('x', 1001)}}"},"done":true}""");
        await using var host = await AIHost.StartAsync(service, options => options.MaxAnswerLength = 1000);

        var error = await host.CatchAsync("ollama('', '', 'p', 'm', {})");

        Assert.That(error.Message, Is.EqualTo("ollama: the answer is longer than 1000 characters."));
    }

    [Test]
    public async Task LongPrompt_IsNotSent()
    {
        await using var service = await ChatService.StartAsync("{}");
        await using var host = await AIHost.StartAsync(service, options => options.MaxPromptLength = 100);

        var error = await host.CatchAsync("ollama('', '{{#l}}0123456789{{/l}}', 'p', 'm', { l: [1,2,3,4,5,6,7,8,9,10] })");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error.Message, Is.EqualTo("ollama: the messages are longer than 100 characters."));
            Assert.That(service.Requests, Is.Empty);
        }
    }

    [Test]
    public void KeyMask_AnyTextAroundAnyKey_LeavesNoEightCharactersOfTheKey()
    {
        var keys = Gen.Char["abcDEF019-_"].Array[8, 40].Select(characters => new string(characters));
        Gen.Select(keys, Gen.String, Gen.String, Gen.Int[0, 39], Gen.Int[8, 40]).Sample((key, before, after, start, length) =>
        {
            start = Math.Min(start, key.Length - 8);
            var part = key.Substring(start, Math.Min(length, key.Length - start));
            var masked = KeyMask.Apply(before + part + "/" + key + after, key);
            return Enumerable.Range(0, key.Length - 7).All(index => !masked.Contains(key.Substring(index, 8), StringComparison.Ordinal));
        }, iter: 2000);
    }
}
