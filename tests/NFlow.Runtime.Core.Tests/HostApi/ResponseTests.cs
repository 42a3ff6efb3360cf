using NFlow.Runtime.Execution;
using NFlow.Runtime.Tests.Support;

namespace NFlow.Runtime.Tests.HostApi;

public sealed class ResponseTests
{
    [TestCase("c.JSON(201, {a:'<&>', b:[1]})", 201, "application/json", "{\"a\":\"\\u003c\\u0026\\u003e\",\"b\":[1]}\n")]
    [TestCase("c.JSON(200)", 200, "application/json", "null\n")]
    [TestCase("c.JSON('201', 1)", 201, "application/json", "1\n")]
    [TestCase("c.JSONPretty(200, {a:1}, '  ')", 200, "application/json", "{\n  \"a\": 1\n}\n")]
    [TestCase("c.JSONP(200, 'cb.x', {a:1})", 200, "application/javascript; charset=UTF-8", "cb.x({\"a\":1}\n);")]
    [TestCase("c.JSONBlob(200, '{\"a\":1}')", 200, "application/json", "{\"a\":1}")]
    [TestCase("c.String(202, 'é <b>')", 202, "text/plain; charset=UTF-8", "é <b>")]
    [TestCase("c.HTML(200, '<b>')", 200, "text/html; charset=UTF-8", "<b>")]
    [TestCase("c.HTMLBlob(200, [60,98,62])", 200, "text/html; charset=UTF-8", "<b>")]
    [TestCase("c.XML(200, {order:{id:1,item:['a','b']}})", 200, "application/xml; charset=UTF-8", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<order><id>1</id><item>a</item><item>b</item></order>")]
    [TestCase("c.XMLPretty(200, {a:{b:'<'}}, '  ')", 200, "application/xml; charset=UTF-8", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a>\n  <b>&lt;</b>\n</a>")]
    [TestCase("c.XMLBlob(200, '<a/>')", 200, "application/xml; charset=UTF-8", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a/>")]
    [TestCase("c.Blob(200, 'x/y', new Uint8Array([65,66]))", 200, "x/y", "AB")]
    [TestCase("c.NoContent(204)", 204, null, "")]
    [TestCase("c.Error(Object.assign(new Error('gone'), {code:410}))", 410, "application/json", "{\"message\":\"gone\"}\n")]
    [TestCase("c.Render(200, 'page', {x:'<'})", 200, "text/html; charset=UTF-8", "P&lt;")]
    [TestCase("c.response.status = 418", 418, null, "")]
    [TestCase("await c.Stream(200, 'text/event-stream', async function* () { yield 'a'; yield 'b'; })", 200, "text/event-stream", "ab")]
    [TestCase("c.response.set('Content-Type','text/csv'); await c.response.write('1,'); await c.response.end('2')", 200, "text/csv", "1,2")]
    [TestCase("c.String(200, 'first'); c.JSON(500, 'second')", 200, "text/plain; charset=UTF-8", "first")]
    public async Task Response_OfAForm_HasItsStatusTypeAndBody(string statement, int status, string? contentType, string body)
    {
        await using var host = new ScriptHost($"async function main(){{ {statement} }}");
        host.Engine.Store.PutTemplate("page", "P{{.x}}");

        var answer = await host.RunAsync();

        Assert.That((answer.Error?.Message, answer.Response.StatusCode, answer.Response.ContentType, answer.Text), Is.EqualTo(((string?)null, status, contentType, body)));
    }

    [Test]
    public async Task Response_Second_IsIgnoredAndLogged()
    {
        await using var host = new ScriptHost("function main(){ c.String(200,'a'); c.JSON(200,'b') }");

        await host.RunAsync();

        Assert.That(host.Engine.Logs.Entries.Select(entry => entry.Message), Has.Some.Contains("c.JSON of run").And.Some.Contains("was ignored: the run has already answered"));
    }

    [Test]
    public async Task Response_WhoseBodyCannotBeWritten_IsTakenBack()
    {
        await using var host = new ScriptHost("function main(){ try { c.JSON(200, {a:1, b:{toJSON(){ throw new TypeError('no') }}}) } catch (e) { c.String(200, e.name) } }");

        Assert.That((await host.RunAsync()).Text, Is.EqualTo("TypeError"));
    }

    [Test]
    public async Task Response_LargerThanItsLimit_EndsTheRun()
    {
        await using var host = new ScriptHost("function main(){ c.String(200, 'x'.repeat(5000)) }", configure: options => options.Limits.MaxResponseBytes = 1024);

        Assert.That((await host.RunAsync()).Error?.Kind, Is.EqualTo(RunErrorKind.Limit));
    }

    [Test]
    public async Task Redirect_Called_SetsStatusAndLocation()
    {
        await using var host = new ScriptHost("function main(){ c.Redirect(302, '/next?x=1') }");

        var answer = await host.RunAsync();

        Assert.That((answer.Response.StatusCode, answer.Header("Location")), Is.EqualTo((302, "/next?x=1")));
    }

    [TestCase("c.SetCookie({name:'n',value:'v',path:'/',httpOnly:true,secure:true,sameSite:'lax',maxAge:60})", "Set-Cookie", "n=v; Path=/; Max-Age=60; HttpOnly; Secure; SameSite=Lax")]
    [TestCase("c.SetCookie('n','v',{expires:new Date(0)})", "Set-Cookie", "n=v; Expires=Thu, 01 Jan 1970 00:00:00 GMT")]
    [TestCase("c.SetHeader('X-A','1')", "X-A", "1")]
    [TestCase("c.response.set('X-A','2')", "X-A", "2")]
    [TestCase("c.Response().header().add('X-A','3')", "X-A", "3")]
    public async Task Header_Set_IsSent(string statement, string name, string value)
    {
        await using var host = new ScriptHost($"function main(){{ {statement} }}");

        Assert.That((await host.RunAsync()).Header(name), Is.EqualTo(value));
    }

    [TestCase("c.File('docs/a.txt')", "text/plain; charset=utf-8", null)]
    [TestCase("c.Attachment('docs/a.txt','b é.csv')", "text/csv; charset=utf-8", "attachment; filename=\"b _.csv\"; filename*=UTF-8''b%20%C3%A9.csv")]
    [TestCase("c.Inline('docs/a.txt')", "text/plain; charset=utf-8", "inline; filename=\"a.txt\"")]
    public async Task File_BelowTheRoot_IsSent(string statement, string contentType, string? disposition)
    {
        await using var host = new ScriptHost($"function main(){{ {statement} }}");
        Directory.CreateDirectory(Path.Combine(host.FileRoot, "docs"));
        await File.WriteAllTextAsync(Path.Combine(host.FileRoot, "docs", "a.txt"), "text");

        var answer = await host.RunAsync();

        Assert.That((answer.Response.ContentType, answer.Header("Content-Disposition"), File.ReadAllText(answer.Response.FilePath!)), Is.EqualTo((contentType, disposition, "text")));
    }

    [TestCase("../secret")]
    [TestCase("/etc/hostname")]
    [TestCase("docs/../../secret")]
    [TestCase("link")]
    [TestCase("link/inside")]
    [TestCase("..\\\\secret")]
    public async Task File_OutsideTheRoot_IsRefused(string path)
    {
        await using var host = ScriptHost.ForExpression($"c.File('{path}')");
        File.CreateSymbolicLink(Path.Combine(host.FileRoot, "link"), "/etc");

        Assert.That(await host.ResultAsync(), Is.EqualTo($"\"Error: c.File: '{path}' is not a path below the file root.\""));
    }

    [Test]
    public async Task File_Functions_WorkBelowTheRootWithTheCapabilityOnly()
    {
        const string Expression = "(string_to_file('a.txt','é'), require('fs').appendFileSync('a.txt','!'), [file_to_string('a.txt'), file_to_string('none'), require('fs').readFileSync('a.txt','utf8'), require('fs').existsSync('b')])";
        await using var open = ScriptHost.ForExpression(Expression, options => options.EnableFileSystem = true);
        await using var closed = ScriptHost.ForExpression(Expression);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await open.ResultAsync(), Is.EqualTo("[\"é!\",\"\",\"é!\",false]"));
            Assert.That(await closed.ResultAsync(), Is.EqualTo("\"Error: string_to_file: this host does not let scripts use files (enable_filesystem).\""));
        }
    }

    [Test]
    public async Task SetEnv_WithoutTheCapability_Throws()
    {
        await using var host = ScriptHost.ForExpression("set_env('A','b')");

        Assert.That(await host.ResultAsync(), Is.EqualTo("\"Error: set_env: this host does not let scripts change its environment (enable_process).\""));
    }

    [Test]
    public async Task Fork_ThatAnswers_IsIgnored()
    {
        var app = new AppBuilder()
            .Starter("s", "/run", "f")
            .Node("f", "gorutine", "{}", ("output_1", "main"), ("output_2", "branch"))
            .Script("branch", "function main(){ c.String(500, 'fork'); c.SetHeader('X','fork'); done() }", [])
            .Script("main", "function main(){ c.String(200, 'main') }", []);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = new EngineHost(app, builder => Signal.Add(builder, "done", done));

        var answer = await host.GetAsync("/run");
        await done.Task;

        Assert.That((answer.Response.StatusCode, answer.Text, answer.Header("X")), Is.EqualTo((200, "main", (string?)null)));
    }

    [Test]
    public async Task Sleep_WhenTheClientGoesAway_IsCancelled()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = new ScriptHost("function main(){ started(); sleep(3600000); c.String(200,'late') }", build: builder => Signal.Add(builder, "started", started));
        using var client = new CancellationTokenSource();
        var run = host.RunAsync(cancellationToken: client.Token);
        await started.Task;

        await client.CancelAsync();

        Assert.That((await run).Status, Is.EqualTo(RunStatus.Cancelled));
    }

    [TestCase("{\"a\":[1]}", "application/json", "{\"a\":[1]}")]
    [TestCase("[1,2]", "application/merge-patch+json; charset=utf-8", "[1,2]")]
    [TestCase("{broken", "application/json", "{\"q\":[\"1\",\"2\"],\"z\":\"é\"}")]
    public async Task PostData_OfAJsonBody_IsTheBody(string body, string contentType, string expected)
    {
        await using var host = ScriptHost.ForExpression("post_data");

        Assert.That(await host.ResultAsync(ScriptHost.Request(body, contentType)), Is.EqualTo(expected));
    }

    [TestCase("console.log('%s is %d%%', 'x', 5, {a:1}, [1], null, undefined)", "x is 5% {\"a\":1} [1] null undefined")]
    [TestCase("console.log(new Error('boom'), new Map(), () => 1)", "Error: boom {} [Function]")]
    [TestCase("console.warn('a\\nINFO forged\\u001b[2J')", "a\\nINFO forged\\u001b[2J")]
    public async Task Console_Called_WritesOneSafeLine(string statement, string line)
    {
        await using var host = new ScriptHost($"function main(){{ {statement} }}");

        await host.RunAsync();

        Assert.That(host.Engine.Logs.Entries.Select(entry => entry.Message), Has.Some.StartsWith($"{line} (run "));
    }

    [Test]
    public async Task Console_BeyondTheLimitOfARun_IsDropped()
    {
        await using var host = new ScriptHost("function main(){ for (let i = 0; i < 50; i++) console.log('0123456789') }", configure: options => options.Limits.MaxLogLength = 400);

        await host.RunAsync();

        var written = host.Engine.Logs.Entries.Where(entry => entry.Message.StartsWith("012345", StringComparison.Ordinal)).Sum(entry => entry.Message.Length);
        Assert.That(written, Is.InRange(200, 600));
    }
}
