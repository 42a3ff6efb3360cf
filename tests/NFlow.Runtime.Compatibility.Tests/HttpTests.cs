using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NFlow.Runtime.Compatibility.Tests.Support;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Http;
using NFlow.Runtime.Http.Otp;

namespace NFlow.Runtime.Compatibility.Tests;

public sealed class HttpTests
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication _server = null!;
    private string _address = "";

    [SetUp]
    public async Task StartServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.Run(AnswerAsync);
        await _server.StartAsync();
        _address = _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }

    [TearDown]
    public async Task StopServer() => await _server.DisposeAsync();

    [TestCase("http.get('$/echo', {query:{a:1,b:['x','y z']}, headers:{'X-A':'1'}}).then(r => [r.status, r.ok, r.json().query, r.json().xa])", """[200,true,"?a=1&b=x&b=y%20z","1"]""")]
    [TestCase("http.post('$/echo', {body:{n:1}}).then(r => [r.json().method, r.json().type, r.json().body])", """["POST","application/json","{\"n\":1}"]""")]
    [TestCase("http.request({method:'PUT', url:'$/echo', body:'text'}).then(r => [r.json().method, r.json().body])", """["PUT","text"]""")]
    [TestCase("http.delete('$/echo').then(r => r.json().method)", "\"DELETE\"")]
    [TestCase("http.patch('$/echo', {body:'p'}).then(r => r.json().method)", "\"PATCH\"")]
    [TestCase("http.get('$/status/404').then(r => [r.status, r.ok])", "[404,false]")]
    [TestCase("http.get('$/redirect').then(r => r.json().path)", "\"/echo\"")]
    [TestCase("http.get('$/loop').catch(e => e.message)", "\"http.get: 127.0.0.1 redirects more than 3 times.\"")]
    [TestCase("http.get('$/big').catch(e => e.message)", "\"http.get: the answer of 127.0.0.1 is larger than 1000 bytes.\"")]
    [TestCase("http.get('$/slow', {timeout:50}).catch(e => e.message)", "\"http.get: 127.0.0.1 did not answer within 0.05 seconds.\"")]
    [TestCase("Promise.all(Array.from({length:50}, (_, i) => http.get('$/echo', {query:{i}}))).then(all => new Set(all.map(r => r.json().query)).size)", "50")]
    [TestCase("http_get('$/echo').status", "\"200 OK\"")]
    [TestCase("JSON.parse(http_post_with_header('$/echo','b',{'Content-Type':['text/x'],'X-A':'2'}).body).type", "\"text/x\"")]
    [TestCase("[http_put('$/echo','b').status_code, http_patch('$/echo','b').status_code, http_delete('$/echo').status_code, http_get('$/echo').err]", "[200,200,200,null]")]
    [TestCase("http_get('$/echo').header['X-Answer']", """["yes"]""")]
    [TestCase("http.get(5)", "\"TypeError: http.get: argument 'url' must be a string, not number.\"")]
    [TestCase("http.get('ftp://x')", "\"TypeError: http.get: argument 'url' must be an address that starts with http:// or https://.\"")]
    [TestCase("http.get('$/' + 'x'.repeat(70000))", "\"TypeError: http.get: argument 'url' must have at most 65536 characters, its query included.\"")]
    [TestCase("http.get('$/', {query:{a:'x'.repeat(70000)}})", "\"TypeError: http.get: argument 'url' must have at most 65536 characters, its query included.\"")]
    [TestCase("http_get('http://' + '\u0430.'.repeat(100) + '/').err.replace(/\u0430\\./g, '')", "\"http_get: '' is not the name of a host.\"")]
    [TestCase("http.get('$/echo', {headers:{'X':'a\\r\\nb'}})", "\"TypeError: http.get: header 'X' must not contain line breaks.\"")]
    [TestCase("http_get_with_header('$/echo', 5)", "\"TypeError: http_get_with_header: argument 'headers' must be an object, not number.\"")]
    public async Task Http_OnLoopback_Answers(string expression, string expected)
    {
        await using var runner = Runner(expression, allowPrivate: true);

        Assert.That((await runner.RunAsync()).Text, Is.EqualTo(expected));
    }

    [TestCase("http_get('$/echo').err", "http_get: host '127.0.0.1' is in a private network, which this host does not let scripts reach.")]
    [TestCase("http_get('http://localhost/').err", "http_get: host 'localhost' is in a private network, which this host does not let scripts reach.")]
    [TestCase("http_get('http://[::1]/').err", "http_get: host '::1' is in a private network, which this host does not let scripts reach.")]
    [TestCase("http_get('http://169.254.169.254/latest').err", "http_get: host '169.254.169.254' is in a private network, which this host does not let scripts reach.")]
    [TestCase("http_get('http://2130706433/').err", "http_get: host '127.0.0.1' is in a private network, which this host does not let scripts reach.")]
    [TestCase("http_get('http://127.1/').err", "http_get: host '127.0.0.1' is in a private network, which this host does not let scripts reach.")]
    [TestCase("http_get('http://0177.0.0.1/').err", "http_get: host '127.0.0.1' is in a private network, which this host does not let scripts reach.")]
    [TestCase("http_get('http://0x7f.0.0.1/').err", "http_get: host '127.0.0.1' is in a private network, which this host does not let scripts reach.")]
    [TestCase("http_get('http://0x7f000001/').err", "http_get: host '127.0.0.1' is in a private network, which this host does not let scripts reach.")]
    [TestCase("http_get('http://0/').err", "http_get: host '0.0.0.0' is in a private network, which this host does not let scripts reach.")]
    [TestCase("http_get('http://[::ffff:7f00:1]/').err", "http_get: host '::ffff:127.0.0.1' is in a private network, which this host does not let scripts reach.")]
    [TestCase("http_get('http://[::]/').err", "http_get: host '::' is in a private network, which this host does not let scripts reach.")]
    [TestCase("http_get('http://[fe80::1]/').err", "http_get: host 'fe80::1' is in a private network, which this host does not let scripts reach.")]
    [TestCase("http_get('http://[64:ff9b::7f00:1]/').err", "http_get: host '64:ff9b::7f00:1' is in a private network, which this host does not let scripts reach.")]
    [TestCase("http_get('http://public.example@127.0.0.1/').err", "http_get: host '127.0.0.1' is in a private network, which this host does not let scripts reach.")]
    [TestCase("http_get('http://public.example:80@127.0.0.1:80/?#@public.example').err", "http_get: host '127.0.0.1' is in a private network, which this host does not let scripts reach.")]
    [TestCase("http_get('http://LOCALHOST/').err", "http_get: host 'localhost' is in a private network, which this host does not let scripts reach.")]
    [TestCase("http_get('http://１２７.0.0.1/').err", "http_get: host '127.0.0.1' is in a private network, which this host does not let scripts reach.")]
    public async Task Http_ToAPrivateNetwork_IsRefused(string expression, string expected)
    {
        await using var runner = Runner(expression, allowPrivate: false);

        Assert.That(JsonSerializer.Deserialize<string>((await runner.RunAsync()).Text), Is.EqualTo(expected));
    }

    [Test]
    public async Task Http_ToAHostThatIsNotAllowed_IsRefusedAlsoAfterARedirect()
    {
        await using var runner = Runner("[http_get('http://example.org/').err, http_get('$/away').err]", allowPrivate: true, options => options.AllowedHosts.Add("127.0.0.1"));

        Assert.That(
            JsonSerializer.Deserialize<string[]>((await runner.RunAsync()).Text),
            Is.EqualTo(new[] { "http_get: host 'example.org' is not among the allowed hosts.", "http_get: host 'localhost' is not among the allowed hosts." }));
    }

    [TestCase("http.get('$/slow')")]
    [TestCase("http_get('$/slow')")]
    public async Task Http_WhenTheClientGoesAway_IsCancelled(string expression)
    {
        await using var runner = Runner(expression, allowPrivate: true);
        using var client = new CancellationTokenSource();
        var run = runner.RunAsync(client.Token);
        await _reached.Task;

        await client.CancelAsync();

        Assert.That((await run).Report.Outcome.Status, Is.EqualTo(RunStatus.Cancelled));
        await _gone.Task;
    }

    [Test]
    public async Task Otp_ThroughTwilioVerify_SendsAndChecks()
    {
        await using var runner = ScriptRunner.ForExpression("[send_otp('+51 1'), check_otp('+51 1','123'), check_otp('+51 1','999')]", builder =>
        {
            builder.AddScriptHttp();
            builder.Services.Configure<OtpOptions>(options =>
            {
                options.Enabled = true;
                options.AccountSid = "AC1";
                options.AuthToken = "secret";
                options.VerifyServiceId = "VA1";
                options.BaseAddress = new Uri(_address);
            });
        });

        Assert.That((await runner.RunAsync()).Text, Is.EqualTo("[true,true,false]"));
    }

    [TestCase("[send_otp('+51 1'), check_otp('+51 1','x')]", "[true,true]")]
    [TestCase("send_otp()", "\"TypeError: send_otp: argument 'to' must be a string, not undefined.\"")]
    [TestCase("check_otp('1')", "\"TypeError: check_otp: argument 'code' must be a string, not undefined.\"")]
    public async Task Otp_SwitchedOff_IsAlwaysTrue(string expression, string expected)
    {
        await using var runner = ScriptRunner.ForExpression(expression, builder => builder.AddScriptHttp());

        Assert.That((await runner.RunAsync()).Text, Is.EqualTo(expected));
    }

    [TestCase("mustache('{{a}} {{{a}}} {{#l}}[{{n}}]{{/l}}{{^none}}-{{/none}}', {a:'<',l:[{n:1},{n:2.5}]})", "\"&lt; < [1][2.5]-\"")]
    [TestCase("mustache('{{#a')", "\"Error: mustache: ")]
    [TestCase("mustache(null)", "\"TypeError: mustache: argument 'text' must be a string, not null.\"")]
    public async Task Mustache_Called_Renders(string expression, string expected)
    {
        await using var runner = ScriptRunner.ForExpression(expression, builder => builder.AddMustache());

        Assert.That((await runner.RunAsync()).Text, Does.StartWith(expected));
    }

    private ScriptRunner Runner(string expression, bool allowPrivate, Action<ScriptHttpOptions>? configure = null) =>
        ScriptRunner.ForExpression(expression.Replace("$", _address, StringComparison.Ordinal), builder => builder.AddScriptHttp(options =>
        {
            options.AllowPrivateNetworks = allowPrivate;
            options.MaxRedirects = 3;
            options.MaxResponseBytes = 1000;
            configure?.Invoke(options);
        }));

    private async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        switch (request.Path.Value)
        {
            case "/redirect":
                response.Redirect("/echo");
                return;
            case "/loop":
                response.Redirect("/loop");
                return;
            case "/away":
                response.Redirect(_address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
                return;
            case "/status/404":
                response.StatusCode = 404;
                return;
            case "/big":
                await response.WriteAsync(new string('x', 5000));
                return;
            case "/slow":
                _reached.TrySetResult();
                await using (context.RequestAborted.Register(() => _gone.TrySetResult()))
                    await _gone.Task;
                return;
            case "/v2/Services/VA1/Verifications" when Authorized(request):
                await response.WriteAsync("""{"status":"pending"}""");
                return;
            case "/v2/Services/VA1/VerificationCheck" when Authorized(request):
                var form = await request.ReadFormAsync();
                await response.WriteAsync(form["Code"] == "123" && form["To"] == "+51 1" ? """{"status":"approved"}""" : """{"status":"pending"}""");
                return;
        }

        response.Headers["X-Answer"] = "yes";
        using var reader = new StreamReader(request.Body);
        await response.WriteAsync(JsonSerializer.Serialize(new
        {
            method = request.Method,
            path = request.Path.Value,
            query = request.QueryString.Value,
            type = request.ContentType,
            xa = request.Headers["X-A"].ToString(),
            body = await reader.ReadToEndAsync(),
        }));
    }

    private static bool Authorized(HttpRequest request) =>
        request.Headers.Authorization == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("AC1:secret"));
}
