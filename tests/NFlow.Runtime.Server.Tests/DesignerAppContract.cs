using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Server.Tests.Support;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.Server.Tests;

/// <summary>A designer's real database, served by the real server to real clients; the same on every database.</summary>
internal abstract class DesignerAppContract
{
    private TestServer _server = null!;

    /// <summary>Starts a server on a copy of the designer's data.</summary>
    protected abstract Task<TestServer> StartAsync();

    [SetUp]
    public async Task SetUp() => _server = await StartAsync();

    [TearDown]
    public async Task TearDown()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        Release();
    }

    /// <summary>Gives back what the server ran on, once it has stopped.</summary>
    protected virtual void Release()
    {
    }

    [TestCase("as-shipped/wizard-celular-ok")]
    [TestCase("as-shipped/wizard-mail-ok")]
    [TestCase("with-auth.js/wizard-celular-wrong-code-then-ok")]
    [TestCase("with-auth.js/wizard-html-in-field")]
    [TestCase("with-auth.js/wizard-nftk-get")]
    [TestCase("with-auth.js/login-dev1-dev1")]
    [TestCase("with-auth.js/login-user1-user1")]
    [TestCase("with-auth.js/login_flow21")]
    [TestCase("as-shipped/paths", "/health", "/metrics")]
    public async Task Scenario_AsTheReferenceAnsweredIt(string scenario, params string[] except)
    {
        using var client = _server.NewClient();

        foreach (var step in Transcript.Read(scenario).Steps.Where(step => !except.Contains(step.Path)))
        {
            using var request = step.ToRequest(_server.Address);
            using var response = await client.SendAsync(request);
            var body = await response.Content.ReadAsStringAsync();
            using (Assert.EnterMultipleScope())
            {
                Assert.That((int)response.StatusCode, Is.EqualTo(step.Status), $"{step.Method} {step.Path}: {body}");
                Assert.That(response.Content.Headers.ContentType?.ToString(), Is.EqualTo(step.Header("Content-Type")), step.Path);
                Assert.That(response.Headers.Location?.OriginalString, Is.EqualTo(step.Header("Location")), step.Path);
                Assert.That(response.Headers.Contains("Dromedary-Wid-2"), Is.EqualTo(step.Header("Dromedary-Wid-2") is not null), step.Path);
                Assert.That(response.Headers.Contains("Nflow-Wid-1"), Is.EqualTo(step.Header("Nflow-Wid-1") is not null), step.Path);
                Assert.That(SameBody(step, body), Is.True, $"{step.Path}: {body} instead of {step.Body}");
            }
        }
    }

    [Test]
    public async Task Home_SendsToLogin_AndLoginBringsBack_UntilLogout()
    {
        using var client = _server.NewClient();

        using var refused = await client.GetAsync("/home");
        var login = await client.GetStringAsync("/nflow_login");
        var back = await PostLoginAsync(client, "dev1");
        var home = await client.GetStringAsync("/home");
        await client.GetStringAsync("/logout");
        using var after = await client.GetAsync("/home");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.TemporaryRedirect));
            Assert.That(refused.Headers.Location!.OriginalString, Is.EqualTo("/nflow_login"));
            Assert.That(login, Does.Contain("60135809-d795-4e1a-a9b0-81c5c8ae0bfd"));
            Assert.That(back, Does.Contain("window.location.href = '/home'"));
            Assert.That(home, Does.Contain("Nombre:"));
            Assert.That(after.StatusCode, Is.EqualTo(HttpStatusCode.TemporaryRedirect));
        }
    }

    [Test]
    public async Task Home_AfterLogin_WalksTheWholeWizard()
    {
        using var client = _server.NewClient();
        await client.GetAsync("/home");
        await client.GetStringAsync("/nflow_login");
        await PostLoginAsync(client, "dev1");

        var answers = await Wizard.WalkAsync(client, "Ana", "mail", "ana@example.org", "500", entry: "/home");

        Assert.That(answers.GetProperty("nombre").GetString(), Is.EqualTo("Ana"));
    }

    [Test]
    public async Task Login_OfNobody_IsRefused()
    {
        using var client = _server.NewClient();
        await client.GetStringAsync("/nflow_login");

        var answer = await PostLoginAsync(client, "nobody");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer, Does.Contain("Error Login"));
            Assert.That((await client.GetAsync("/home")).StatusCode, Is.EqualTo(HttpStatusCode.TemporaryRedirect));
        }
    }

    [TestCase("Basic ZGV2MTpkZXYx", true)]
    [TestCase("Basic AAAA", false)]
    [TestCase(null, false)]
    public async Task Token_Route_NeedsTheToken(string? token, bool accepted)
    {
        using var client = _server.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/login_flow1");
        if (token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", token);

        using var response = await client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        TestContext.Out.WriteLine($"{(int)response.StatusCode} {body}");

        Assert.That(response.StatusCode == HttpStatusCode.OK && body.Length > 0 && !body.Contains("error", StringComparison.OrdinalIgnoreCase), Is.EqualTo(accepted), body);
    }

    [Test]
    public async Task Node_ThatTheSessionWasNotOffered_Is409()
    {
        using var client = _server.NewClient();

        using var posted = await client.PostAsync("/pepe11", new FormUrlEncodedContent([new("nflow_next_node_run", "fb3e4212-7c40-45ca-89b8-d5e8f3cd79fc"), new("x", "1")]));
        using var inPath = await client.GetAsync("/home/nftk/a/nfnext/24c2bafe-1111-4732-86cc-3b695b579c37");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(posted.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
            Assert.That(await posted.Content.ReadAsStringAsync(), Does.StartWith("{\"message\":").And.Not.Contain("function"));
            Assert.That(inPath.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        }
    }

    [Test]
    public async Task Wizard_BackButton_LetsAnEarlierFormBePostedAgain()
    {
        using var client = _server.NewClient();
        var first = await client.GetStringAsync("/pepe11");
        await Wizard.PostAsync(client, first, ("nombre", "wrong"));

        var second = await Wizard.PostAsync(client, first, ("nombre", "right"));
        var third = await Wizard.PostAsync(client, second, ("tipo", "mail"), ("mail", "a@b.c"));
        var fourth = await Wizard.PostAsync(client, third, ("codigo", "1111"));
        var answers = JsonDocument.Parse(await Wizard.PostAsync(client, fourth, ("cantidad", "1"), ("cuotas", "1"))).RootElement;

        Assert.That(answers.GetProperty("nombre").GetString(), Is.EqualTo("right"));
    }

    [Test]
    public async Task Clients_OfOneAddress_NeverSeeEachOthersSession()
    {
        using var a = _server.NewClient();
        using var b = _server.NewClient();
        await a.GetStringAsync("/nflow_login");
        await PostLoginAsync(a, "dev1");
        var form = await a.GetStringAsync("/pepe11");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await a.GetAsync("/home")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That((await b.GetAsync("/home")).StatusCode, Is.EqualTo(HttpStatusCode.TemporaryRedirect));
            Assert.That((await b.PostAsync("/pepe11", new FormUrlEncodedContent([new("nflow_next_node_run", Wizard.NodeOf(form)), new("nombre", "B")]))).StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        }
    }

    [Test]
    public async Task Cookie_Forged_IsNobody()
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = _server.Address };
        client.DefaultRequestHeaders.Add("Cookie", "nflow_session=MTY5MTY2OTA4M3xEdi1CQkFFQ180SUFBUkFCRUFBQV; nflow_form=x; auth_session=y");

        using var response = await client.GetAsync("/home");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.TemporaryRedirect));
    }

    [Test]
    public async Task Wizards_TwoHundredAtOnce_FinishWithTheirOwnData_WhileTheAppIsSaved()
    {
        var store = _server.Services.GetRequiredService<IAppStore>();
        var original = (await store.FindAsync("app", default))!;
        using var finished = new CancellationTokenSource();
        var saves = 0;
        var saving = Task.Run(async () =>
        {
            // A space more at the end is another version with the same meaning.
            for (var text = Encoding.UTF8.GetString(original.Json.Span); !finished.IsCancellationRequested; saves++)
                await store.SaveAsync(original with { Json = Encoding.UTF8.GetBytes(text + new string(' ', saves % 7)) }, default);
        });

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            using var client = _server.NewClient();
            return await Wizard.WalkAsync(client, $"client {i}", i % 2 == 0 ? "mail" : "celular", $"address {i}", $"{1000 + i}");
        }));
        await finished.CancelAsync();
        await saving;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(saves, Is.GreaterThan(1));
            for (var i = 0; i < answers.Length; i++)
            {
                Assert.That(answers[i].GetProperty("nombre").GetString(), Is.EqualTo($"client {i}"));
                Assert.That(answers[i].GetProperty(i % 2 == 0 ? "mail" : "celular").GetString(), Is.EqualTo($"address {i}"));
                Assert.That(answers[i].GetProperty("cantidad").GetString(), Is.EqualTo($"{1000 + i}"));
            }
        }
    }

    /// <summary>Text for text; of JSON the meaning, because Go sorts the keys of what scripts hand it.</summary>
    private static bool SameBody(TranscriptStep step, string body) =>
        step.Header("Content-Type") == "application/json" && step.Body.Length > 0
            ? JsonElement.DeepEquals(JsonElement.Parse(step.Body), JsonElement.Parse(body)) && body.EndsWith("}\n", StringComparison.Ordinal)
            : body == step.Body;

    private static async Task<string> PostLoginAsync(HttpClient client, string user)
    {
        using var response = await client.PostAsync("/nflow_login", new FormUrlEncodedContent(
            [new("nflow_next_node_run", "60135809-d795-4e1a-a9b0-81c5c8ae0bfd"), new("username", user), new("password", user)]));
        return await response.Content.ReadAsStringAsync();
    }
}
