using NFlow.Runtime.Execution;
using NFlow.Runtime.Tests.Support;

namespace NFlow.Runtime.Tests.Execution;

public sealed class ScriptRunTests
{
    [TestCase("function main(){ c.JSON(200, {hello: vars.name}) }")]
    [TestCase("async function main(){ await null; c.JSON(200, {hello: vars.name}) }")]
    [TestCase("const main = () => c.JSON(200, {hello: vars.name})")]
    [TestCase("c.JSON(200, {hello: vars.name}); return;")]
    [TestCase("await null; c.JSON(200, {hello: vars.name})")]
    public async Task Script_InEveryAcceptedForm_Runs(string code)
    {
        await using var host = new EngineHost(new AppBuilder().Starter("s", "/hi/:name", "n").Script("n", code, []));
        Assert.That((await host.GetAsync("/hi/ada")).Text, Is.EqualTo("{\"hello\":\"ada\"}\n"));
    }

    [Test]
    public async Task Nodes_HandOnThePayloadAndShareHelpers()
    {
        await using var host = new EngineHost(new AppBuilder()
            .Starter("s", "/x", "a")
            .Script("a", "const K = 1; function twice(x) { return 2 * x } function main(){ payload.n = 21 }", ("output_1", "b"))
            .Script("b", "const K = 2; function main(){ return {n: twice(payload.n), k: K} }", ("output_1", "c"))
            .Script("c", "function main(){ next = 'output_2' }", ("output_1", "bad"), ("output_2", "d"))
            .Script("d", "function main(){ c.JSON(200, payload) }", [])
            .Script("bad", "function main(){ c.String(500, 'wrong port') }", []));
        Assert.That((await host.GetAsync("/x?q=1")).Text, Is.EqualTo("{\"n\":42,\"k\":2,\"q\":\"1\"}\n"));
    }

    [Test]
    public async Task CustomStepBetweenScripts_SeesAndChangesThePayload()
    {
        await using var host = new EngineHost(
            new AppBuilder()
                .Starter("s", "/x", "a")
                .Script("a", "function main(){ payload = {items: [1, 2, {deep: null}], text: 'ä\\u2028'} }", ("output_1", "b"))
                .Node("b", "count", "{}", ("output_1", "c"))
                .Script("c", "function main(){ c.JSON(200, [payload.count, payload.items[2].deep, payload.text.length]) }", []),
            builder => builder.AddStep("count", (context, _) => new(Steps.StepResult.Next("output_1", new { count = context.Payload.GetProperty("items").GetArrayLength() }))));
        Assert.That((await host.GetAsync("/x")).Text, Is.EqualTo("[3,null,2]\n"));
    }

    [TestCase("function main(){ throw new Error('boom') }", "boom")]
    [TestCase("function main(){ nope() }", "nope")]
    [TestCase("function main(){ var a = ; }", "token")]
    [TestCase("async function main(){ await null; throw new TypeError('late') }", "late")]
    public async Task Script_ThatFails_SaysWhyButShowsNoSource(string code, string message)
    {
        await using var host = new EngineHost(new AppBuilder().Starter("s", "/x", "n").Script("n", "/* secret */ " + code, []));
        var answer = await host.GetAsync("/x");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Error, Has.Property("Kind").EqualTo(RunErrorKind.Script).And.Property("NodeId").EqualTo("n"));
            Assert.That(answer.Error!.Message, Does.Contain(message).IgnoreCase.And.Not.Contain("secret"));
            Assert.That(host.Logs.Text, Does.Contain(answer.Error.Detail!));
        }
    }

    [Test]
    public async Task Module_ThatDoesNotExist_IsNamed()
    {
        await using var host = new EngineHost(new AppBuilder().Starter("s", "/x", "n").Node("n", "js", """{"script":"no such module"}"""));
        Assert.That((await host.GetAsync("/x")).Error, Has.Property("Kind").EqualTo(RunErrorKind.UnknownModule).And.Property("Message").Contain("'no such module'"));
    }

    [Test]
    public async Task Module_ThatWasChanged_RunsInItsNewVersion()
    {
        await using var host = new EngineHost(new AppBuilder().Starter("s", "/x", "n").Node("n", "js", """{"script":"greet"}"""));
        host.Put("greet", "function main(){ c.String(200, 'old') }");
        var old = await host.GetAsync("/x");
        host.Put("greet", "function main(){ c.String(200, 'new') }");
        host.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.That((old.Text, (await host.GetAsync("/x")).Text), Is.EqualTo(("old", "new")));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task Kill_StopsARunningScriptAtOnce(CancellationToken timeout)
    {
        var looping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = new EngineHost(
            new AppBuilder().Starter("s", "/x", "a").Node("a", "signal", "{}", ("output_1", "n")).Script("n", "function main(){ while(true){} }", []),
            builder => builder.AddStep("signal", (context, _) =>
            {
                looping.SetResult();
                return new(Steps.StepResult.Next(context.Payload));
            }),
            options => options.Limits.MaxOperations = long.MaxValue);
        var run = Task.Run(() => host.GetAsync("/x"));
        await looping.Task.WaitAsync(timeout);
        while (host.Processes.List() is not [{ NodeId: "n" }])
        {
            timeout.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        host.Processes.Kill(host.Processes.List()[0].RunId);
        Assert.That((await run).Error, Has.Property("Kind").EqualTo(RunErrorKind.Killed));
    }

    [Test]
    public async Task ThousandScriptErrors_LeaveTheEngineServing()
    {
        await using var host = new EngineHost(new AppBuilder().Script("/bad", "function main(){ get_session(); nope() }").Script("/good", "function main(){ c.String(200, 'ok') }"));
        for (var i = 0; i < 1000; i++)
            await host.GetAsync("/bad");
        Assert.That((await host.GetAsync("/good")).Text, Is.EqualTo("ok"));
    }

    [Test]
    public async Task EndlessRecursion_FailsItsRunOnly()
    {
        await using var host = new EngineHost(new AppBuilder().Script("/bad", "function main(){ main() }").Script("/good", "function main(){ c.String(200, 'ok') }"));
        var bad = await host.GetAsync("/bad");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(bad.Error, Has.Property("Kind").EqualTo(RunErrorKind.Limit), bad.Error?.Detail);
            Assert.That((await host.GetAsync("/good")).Text, Is.EqualTo("ok"));
        }
    }

    [Test]
    public async Task LogTrigger_IsCalledAfterEachNode()
    {
        await using var host = new EngineHost(
            new AppBuilder().Starter("s", "/x", "a").Script("a", "function main(){}", ("output_1", "b")).Script("b", "function main(){ c.String(200, 'ok') }", []),
            defaultScript: "function log(){ console.log('after ' + box_id + ' ' + box_type + ' to ' + connection_next + '|' + typeof duration_ms) }");
        await host.GetAsync("/x");
        Assert.That(host.Logs.Text, Does.Contain("after a js to b|number").And.Contain("after b js to |number"));
    }

    [Test]
    public async Task LogTrigger_ThatFails_ChangesNothing()
    {
        await using var host = new EngineHost(new AppBuilder().Script("/x", "function main(){ c.String(200, 'ok') }"), defaultScript: "function log(){ nope() }");
        Assert.That((await host.GetAsync("/x")).Text, Is.EqualTo("ok"));
    }
}
