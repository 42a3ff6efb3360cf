using System.Text;
using System.Text.Json;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Redis.Tests.Support;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Storage.InMemory;
using StackExchange.Redis;

namespace NFlow.Runtime.Redis.Tests;

public sealed class RedisApiTests
{
    private readonly string _key = $"test-{Guid.NewGuid():n}";

    [Test]
    public async Task BlockingFunctions_SetGetDeleteExpire_WorkWithoutAwait()
    {
        var payload = await RunAsync($$"""
            payload.isNew = redis_hset('{{_key}}', 'f', 'v ñ');
            payload.isNewAgain = redis_hset('{{_key}}', 'f', 42);
            payload.value = redis_hget('{{_key}}', 'f');
            payload.missing = redis_hget('{{_key}}', 'none');
            payload.expires = redis_expire('{{_key}}', 60);
            payload.deleted = redis_hdel('{{_key}}', 'f');
            payload.deletedAgain = redis_hdel('{{_key}}', 'f');
            payload.expiresGone = redis_expire('{{_key}}', 60);
            """);

        Assert.That(payload, Is.EqualTo("""{"isNew":true,"isNewAgain":false,"value":"42","missing":"","expires":true,"deleted":1,"deletedAgain":0,"expiresGone":false}"""));
    }

    [Test]
    public async Task AwaitableFunctions_InParallel_Work()
    {
        var payload = await RunAsync($$"""
            await Promise.all([1, 2, 3].map(i => redis.hset('{{_key}}', 'f' + i, { i })));
            payload.values = await Promise.all([1, 2, 3, 4].map(i => redis.hget('{{_key}}', 'f' + i)));
            payload.expires = await redis.expire('{{_key}}', 60);
            payload.deleted = await redis.hdel('{{_key}}', 'f1');
            """);

        Assert.That(JsonDocument.Parse(payload).RootElement.GetProperty("values").GetRawText(), Is.EqualTo("""["{\"i\":1}","{\"i\":2}","{\"i\":3}",null]"""));
        Assert.That(payload, Does.Contain(""" "expires":true,"deleted":1""".Trim()));
    }

    [TestCase("redis_hset('k', 'f')", "redis_hset: argument 'value' must be a string, number, boolean or object, not undefined.")]
    [TestCase("redis_hset(null, 'f', 'v')", "redis_hset: argument 'key' must be a string, not null.")]
    [TestCase("redis_hget('', 'f')", "redis_hget: argument 'key' must be a string that is not empty, not string.")]
    [TestCase("redis_hget('k')", "redis_hget: argument 'field' must be a string, not undefined.")]
    [TestCase("redis_hdel('k', {})", "redis_hdel: argument 'field' must be a string, not object.")]
    [TestCase("redis_expire('k', 'soon')", "redis_expire: argument 'seconds' must be a number, not string.")]
    [TestCase("redis_expire('k', -1)", "redis_expire: argument 'seconds' must be from 0 to 2147483647, not -1.")]
    public async Task Functions_BadArguments_ThrowATypeErrorThatNamesThem(string call, string message)
    {
        var payload = await RunAsync($"try {{ {call}; }} catch (e) {{ payload.type = e.name; payload.message = e.message; }}");

        Assert.That(payload, Is.EqualTo($$"""{"type":"TypeError","message":"{{message}}"}"""));
    }

    [Test]
    public async Task Functions_KeyOfTheRuntime_IsRefused()
    {
        var payload = await RunAsync("""
            try { redis_hget('{mine}:session:abc', 'p:auth_session'); } catch (e) { payload.message = e.message; }
            """, "{mine}:");

        Assert.That(payload, Is.EqualTo("""{"message":"redis_hget: keys that start with '{mine}:' belong to the runtime."}"""));
    }

    [Test]
    public async Task Functions_KeyOfAnotherKind_SayWhatIsWrong()
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(TestServices.RequireRedis());
        await redis.GetDatabase().StringSetAsync(_key, "text", TimeSpan.FromMinutes(1));

        var payload = await RunAsync($$"""try { redis_hget('{{_key}}', 'f'); } catch (e) { payload.message = e.message; }""");

        Assert.That(payload, Is.EqualTo("""{"message":"redis_hget: the key holds something else than a hash."}"""));
    }

    [Test]
    public async Task Functions_RedisIsAway_ThrowAnErrorWithoutAddressOrPassword()
    {
        var payload = await RunAsync("""
            try { redis_hget('k', 'f'); } catch (e) { payload.message = e.message; }
            """, host: "127.0.0.1:1", configure: Hurry);

        Assert.That(payload, Is.EqualTo("""{"message":"redis_hget: Redis did not answer."}"""));
    }

    [Test, CancelAfter(20_000)]
    public async Task Functions_CallerGivesUpWhileTheyWait_TheRunIsCancelled(CancellationToken cancellationToken)
    {
        await using var instance = New("payload.v = redis_hget('k', 'f');", null, "127.0.0.1:1", options => options.OperationTimeout = TimeSpan.FromSeconds(15));
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        var run = RunAsync(instance, new WorkflowResponse(), caller.Token);
        Assert.That(run.IsCompleted, Is.False);
        await caller.CancelAsync();

        Assert.That((await run).Outcome.Status, Is.EqualTo(RunStatus.Cancelled));
    }

    private static void Hurry(RedisOptions options) => options.ConnectTimeout = options.OperationTimeout = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs a script and returns its payload as JSON.</summary>
    private static async Task<string> RunAsync(string script, string? prefix = null, string? host = null, Action<RedisOptions>? configure = null)
    {
        await using var instance = New(script + "\nc.String(200, JSON.stringify(payload));", prefix, host ?? TestServices.RequireRedis(), configure);
        var response = new WorkflowResponse();
        var report = await RunAsync(instance, response, CancellationToken.None);
        Assert.That(report.Outcome.Error?.ToString(), Is.Null);
        return Encoding.UTF8.GetString(response.Body.Span);
    }

    private static Task<RunReport> RunAsync(RedisInstance instance, WorkflowResponse response, CancellationToken cancellationToken) =>
        instance.Get<IWorkflowEngine>().RunAsync(new WorkflowRequest { Path = "/x" }, response, instance.Services, cancellationToken).AsTask();

    private static RedisInstance New(string script, string? prefix, string host, Action<RedisOptions>? configure)
    {
        var instance = new RedisInstance(host, prefix, configure: configure);
        var app = new
        {
            drawflow = new
            {
                Main = new
                {
                    data = new Dictionary<string, object>
                    {
                        ["s"] = new { data = new { type = "starter", method = "ANY", urlpattern = "/x" }, outputs = new { output_1 = new { connections = new[] { new { node = "n", output = "input_1" } } } } },
                        ["n"] = new { data = new { type = "js", code = script }, outputs = new { } },
                    },
                },
            },
        };
        instance.Get<InMemoryStore>().Put(new AppDocument("app", JsonSerializer.SerializeToUtf8Bytes(app), ""));
        return instance;
    }
}
