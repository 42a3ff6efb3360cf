using Microsoft.Extensions.DependencyInjection;

namespace NFlow.Runtime.Testing.Tests;

internal sealed class FakesTests
{
    [Test]
    public async Task Http_AnswersByMethodAndPattern_AndRemembersTheCalls()
    {
        await using var host = WorkflowTestHost.FromJson(App.Of("/order",
            ("Stock", "async function main() { payload.stock = (await http.get('https://stock.example.org/items/7?unit=box')).json().left; }"),
            ("Book", "async function main() { const r = await http.post('https://erp.example.org/orders', { body: { item: 7 }, headers: { 'X-Shop': 'a' } }); c.String(r.status, r.body); }")));
        host.Http.On("GET", "https://stock.example.org/items/*").RespondJson(new { left = 3 });
        host.Http.On("POST", "https://erp.example.org/orders").Respond("booked", 201);

        var run = await host.Client.GetAsync("/order");

        run.ShouldHaveTaken("Stock", "Book").ShouldHaveAnswered(201).ShouldHaveAnsweredText("booked").ShouldHavePayload("Stock", new { stock = 3 });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(host.Http.Calls.Select(call => call.ToString()), Is.EqualTo(["GET https://stock.example.org/items/7?unit=box", "POST https://erp.example.org/orders"]));
            Assert.That(host.Http.Calls[1].ReadJson().GetProperty("item").GetInt32(), Is.EqualTo(7));
            Assert.That(host.Http.Calls[1].Headers["x-shop"], Is.EqualTo("a"));
        }
    }

    [Test]
    public async Task Http_UnexpectedCall_FailsTheTest_EvenIfTheScriptCatchesTheError()
    {
        await using var host = WorkflowTestHost.FromJson(App.Of("/x", ("Ask", "async function main() { try { await http.get('https://who.example.org/'); } catch (e) { c.String(200, 'fine'); } }")));
        host.Http.On("GET", "https://else.example.org/*").Respond("");

        Assert.That(
            async () => await host.Client.GetAsync("/x"),
            Throws.InstanceOf<WorkflowAssertionException>().With.Message.EqualTo(
                "Unexpected HTTP call: GET https://who.example.org/. The rules are: GET https://else.example.org/*.\nIt took: Ask → (output_1) end"));
    }

    [Test]
    public async Task Http_SeveralAnswers_AreGivenInOrder_TheLastAgain()
    {
        await using var host = WorkflowTestHost.FromJson(App.Of("/x", ("Ask", "c.String(200, [1, 2, 3].map(() => http_get('https://a.example.org/').body).join());")));
        host.Http.On("*", "https://a.example.org/").Respond("a").Respond("b");

        (await host.Client.GetAsync("/x")).ShouldHaveAnsweredText("a,b,b");
    }

    [Test]
    public async Task Http_Failing_IsAnErrorOfTheScript()
    {
        await using var host = WorkflowTestHost.FromJson(App.Of("/x", ("Ask", "async function main() { await http.get('https://a.example.org/'); }")));
        host.Http.On("GET", "*").Fail();

        (await host.Client.GetAsync("/x")).ShouldHaveFailed("the call to a.example.org failed");
    }

    [Test]
    public async Task Mail_IsKept()
    {
        await using var host = WorkflowTestHost.FromJson(App.Of("/x",
            ("Mail", "payload.sent = send_mail('ana@example.org', 'Hello', '<b>hi</b>', null, 'html');"),
            ("Later", "send_mail_async('bob@example.org', 'Later', 'text', null, '');")));

        var run = await host.Client.GetAsync("/x");

        Assert.That(run.Payload.GetProperty("sent").GetBoolean(), Is.True);
        var first = await host.Mail.WaitAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.To, Is.EqualTo(["ana@example.org"]));
            Assert.That(first.Subject, Is.EqualTo("Hello"));
            Assert.That(first.Html, Does.Contain("<b>hi</b>"));
            Assert.That((await host.Mail.WaitAsync()).To, Is.EqualTo(["bob@example.org"]));
        }
    }

    [Test]
    public async Task Mail_Refused_IsFalseForTheScript()
    {
        await using var host = WorkflowTestHost.FromJson(App.Of("/x", ("Mail", "payload.sent = send_mail('ana@example.org', 'Hello', 'hi', null, '');")));
        host.Mail.RefuseAll();

        Assert.That((await host.Client.GetAsync("/x")).Payload.GetProperty("sent").GetBoolean(), Is.False);
    }

    [Test]
    public async Task Chat_AnswersByTextOfTheQuestion()
    {
        await using var host = WorkflowTestHost.FromJson(App.Of("/x", ("Ask", "async function main() { payload.mood = (await ai.chat({ prompt: 'Mood of: {{text}}', data: { text: form.text[0] } })).text; }")));
        host.Chat.AnswerTo("great", "happy");
        host.Chat.Answer("neutral");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await host.Client.GetAsync("/x?text=great+stuff")).Payload.GetProperty("mood").GetString(), Is.EqualTo("happy"));
            Assert.That((await host.Client.GetAsync("/x?text=rain")).Payload.GetProperty("mood").GetString(), Is.EqualTo("neutral"));
            Assert.That(host.Chat.Asked[1][0].Text, Is.EqualTo("Mood of: rain"));
        }
    }

    [Test]
    public async Task Chat_Unexpected_FailsTheTest()
    {
        await using var host = WorkflowTestHost.FromJson(App.Of("/x", ("Ask", "async function main() { await ai.chat({ prompt: 'Well?' }); }")));

        Assert.That(async () => await host.Client.GetAsync("/x"), Throws.InstanceOf<WorkflowAssertionException>().With.Message.Contains("'Well?'"));
    }

    [Test]
    public async Task Clock_IsTheOneOfScripts_AndSleepMovesIt()
    {
        await using var host = WorkflowTestHost.FromJson(App.Of("/x", ("Look", "const before = Date.now(); sleep(90000); c.JSON(200, { before: new Date(before), passed: Date.now() - before, year: time_now_year() });")));
        host.Clock.SetUtcNow(new DateTimeOffset(2031, 5, 6, 7, 8, 9, TimeSpan.Zero));

        (await host.Client.GetAsync("/x")).ShouldHaveAnsweredJson(new { before = "2031-05-06T07:08:09.000Z", passed = 90000, year = 2031 });
    }

    [Test]
    public async Task Database_InMemory_KeepsItsRowsBetweenRuns()
    {
        await using var host = WorkflowTestHost.FromJson(
            App.Of("/x", ("Count", "async function main() { await db.exec('INSERT INTO visits(who) VALUES ($1)', [vars.who ?? 'ana']); payload.rows = await db.query('SELECT who FROM visits ORDER BY id', []); }")),
            nflow => nflow.AddTestDatabase("CREATE TABLE visits(id INTEGER PRIMARY KEY, who TEXT); INSERT INTO visits(who) VALUES ('eve');"));

        await host.Client.GetAsync("/x");
        var run = await host.Client.GetAsync("/x");

        Assert.That(run.Payload.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("who").GetString()), Is.EqualTo(["eve", "ana", "ana"]));
    }

    [Test]
    public async Task HostService_CanBeReplaced()
    {
        await using var host = WorkflowTestHost.FromJson(
            App.Of("/x", ("Ask", "c.String(200, uuid());")),
            nflow => nflow.AddHostApi<ConstantUuid>());

        (await host.Client.GetAsync("/x")).ShouldHaveAnsweredText("always the same");
    }

    private sealed class ConstantUuid : Scripting.IHostApi
    {
        public void Configure(Scripting.HostSurfaceBuilder surface) => surface.Function("uuid", _ => Scripting.HostValue.From("always the same"), "A constant.", "string");
    }
}
