using NFlow.Runtime.Execution;
using NFlow.Runtime.Tests.Support;

namespace NFlow.Runtime.Tests.Execution;

public sealed class AuthenticationTests
{
    private const string Auth = "function auth(){ if (!exist_profile()) { next = 'login'; return } }";

    private static readonly AppBuilder App = new AppBuilder()
        .Script("/home", "function main(){ c.String(200, 'hello ' + get_profile().username) }", extra: "\"nflow_auth\":\"true\"")
        .Script("/nflow_login", "function main(){ set_profile({username: 'ada'}); c.String(200, get_session('auth-session', 'redirect_url')) }")
        .Script("/logout", "function main(){ delete_profile() }")
        .Script("/free", "function main(){ c.String(200, 'free') }");

    [Test]
    public async Task Login_LetsTheClientInUntilItLogsOut()
    {
        await using var host = new EngineHost(App, defaultScript: Auth);
        var client = host.NewClient();
        var refused = await client.GetAsync("/home");
        var login = await client.GetAsync("/nflow_login");
        var home = await client.GetAsync("/home");
        await client.GetAsync("/logout");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((refused.Response.StatusCode, refused.Header("Location")), Is.EqualTo((307, "/nflow_login")));
            Assert.That(login.Text, Is.EqualTo("/home"), "the login flow knows where to go back to");
            Assert.That(home.Text, Is.EqualTo("hello ada"));
            Assert.That((await client.GetAsync("/home")).Response.StatusCode, Is.EqualTo(307));
            Assert.That((await host.GetAsync("/home")).Response.StatusCode, Is.EqualTo(307), "another client is another client");
            Assert.That((await host.GetAsync("/free")).Text, Is.EqualTo("free"));
        }
    }

    [Test]
    public async Task Login_MovesTheSessionToANewId()
    {
        await using var host = new EngineHost(App, defaultScript: Auth);
        var client = host.NewClient();
        await client.GetAsync("/home");
        var before = client.SessionId;
        await client.GetAsync("/nflow_login");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(client.SessionId, Is.Not.EqualTo(before));
            Assert.That(await host.Sessions.LoadAsync(before!, default), Is.Null);
        }
    }

    [Test]
    public async Task NoAuthFunctionAnywhere_IsClosed()
    {
        await using var host = new EngineHost(App, defaultScript: "function log(){}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await host.GetAsync("/home")).Error, Has.Property("Kind").EqualTo(RunErrorKind.AuthenticationRequired).And.Property("Message").EqualTo("authentication required"));
            Assert.That(host.Logs.Text, Does.Contain("auth()").And.Contain("home.0"), "the start says so");
        }
    }

    [TestCase("function auth(){ nope() }", RunErrorKind.Script)]
    [TestCase("function auth(){ while(true){} }", RunErrorKind.Limit)]
    public async Task AuthThatFails_IsClosed(string auth, RunErrorKind kind)
    {
        await using var host = new EngineHost(App, defaultScript: auth, configure: options => options.Limits.MaxOperations = 10_000);
        Assert.That((await host.GetAsync("/home")).Error, Has.Property("Kind").EqualTo(kind));
    }

    [Test]
    public async Task Break_StopsWithWhatAuthAnswered()
    {
        await using var host = new EngineHost(App, defaultScript: "function auth(){ c.String(403, 'go away ' + url_access + auth_flag); next = 'break' }");
        var answer = await host.GetAsync("/home");
        Assert.That((answer.Response.StatusCode, answer.Text), Is.EqualTo((403, "go away /hometrue")));
    }

    [Test]
    public async Task Resume_BehindAuth_AsksAgain()
    {
        await using var host = new EngineHost(
            new AppBuilder().Starter("s", "/w", "one", extra: "\"nflow_auth\":\"true\",\"open_resume\":\"true\"").Script("one", "function main(){ payload.break = true }", ("output_1", "two")).Script("two", "function main(){ c.String(200, 'in') }", []),
            defaultScript: Auth);
        Assert.That((await host.GetAsync("/w/nfnext/two")).Response.StatusCode, Is.EqualTo(307));
    }

    [Test]
    public async Task TriggerFile_DecidesInPlaceOfTheDefaultScript()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "auth.js"), "function auth(){ set_profile({username: 'file'}) }");
            await using var host = new EngineHost(App, defaultScript: Auth, configure: options => options.TriggersFolder = folder.FullName);
            Assert.That((await host.GetAsync("/home")).Text, Is.EqualTo("hello file"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public async Task NodeThatAuthChose_HasTheMemoryLimitOfEveryOther()
    {
        await using var host = new EngineHost(
            new AppBuilder()
                .Node("s", "starter", """{"method":"ANY","urlpattern":"/x","nflow_auth":"true"}""", ("output_1", "a"), ("output_2", "b"))
                .Script("a", "function main(){ c.String(200, 'a') }", [])
                .Script("b", "function main(){ var s = 'sixteen letters.'; for (var i = 0; i < 20; i++) { s += s } return {length: s.length} }", []),
            configure: options => options.Limits.MaxMemoryBytes = 4 << 20,
            defaultScript: "function auth(){ next = 'output_2' }");
        var answer = await host.GetAsync("/x");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Error, Has.Property("Kind").EqualTo(RunErrorKind.Limit).And.Property("Message").Contain("memory"));
            Assert.That(long.Parse(answer.Error!.Detail![(answer.Error.Detail!.LastIndexOf('=') + 1)..], System.Globalization.CultureInfo.InvariantCulture), Is.LessThan(16 << 20), "noticed before the text has doubled a few times more");
        }
    }
}
