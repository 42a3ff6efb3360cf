using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Steps;
using NFlow.Runtime.Tests.Support;

namespace NFlow.Runtime.Tests.Execution;

/// <summary>Runs of simple scripts share engines, one after the other; nobody can tell.</summary>
public sealed class KeptEngineTests
{
    private const string Greet = "function main(){ c.JSON(200, {hello: form.name[0], box: current_box, before: prev_box, wid: wid, user: profile, seen: payload, next: next}) }";

    private static readonly AppBuilder Chain = new AppBuilder()
        .Starter("s", "/chain", "a")
        .Script("a", "function main(){ payload.box = current_box; payload.mine = form.name[0] }", ("output_1", "b"))
        .Script("b", "function main(){ payload.boxes = payload.box + current_box + prev_box; c.JSON(200, payload) }", []);

    [Test]
    public async Task EachRun_SeesItsOwnRequestAndNothingOfTheLastOne()
    {
        await using var host = new EngineHost(new AppBuilder().Script("/hi", Greet));
        for (var run = 0; run < 50; run++)
        {
            var answer = await host.GetAsync($"/hi?name=user{run}");
            Assert.That(answer.Text, Is.EqualTo(
                $$"""{"hello":"user{{run}}","box":"hi.1","before":"","wid":"{{answer.Report.RunId}}","user":{},"seen":{"name":"user{{run}}"},"next":"output_1"}""" + "\n"));
        }
    }

    [Test]
    public async Task RunsAtOnce_DoNotMix()
    {
        await using var host = new EngineHost(Chain);
        await Parallel.ForAsync(0, 2_000, async (run, cancellationToken) =>
            Assert.That((await host.GetAsync($"/chain?name=user{run}", cancellationToken)).Text, Is.EqualTo($$"""{"name":"user{{run}}","box":"a","mine":"user{{run}}","boxes":"aba"}""" + "\n")));
    }

    [Test]
    public async Task RunsAtOnce_InAHostThatDisposesEveryRunTwice_HaveAnEngineEach()
    {
        var (adaHalfway, bobDone) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var host = new EngineHost(
            new AppBuilder()
                .Starter("s", "/x", "a")
                .Script("a", "function main(){ payload.mine = form.name[0] }", ("output_1", "h"))
                .Node("h", "halfway", "{}", ("output_1", "b"))
                .Script("b", "function main(){ c.JSON(200, payload) }", []),
            builder =>
            {
                builder.Services.AddSingleton<IScriptEngine, ForgetfulEngine>();
                builder.AddStep("halfway", async (step, _) =>
                {
                    if (step.Payload.GetProperty("mine").GetString() == "ada")
                    {
                        adaHalfway.SetResult();
                        await bobDone.Task;
                    }

                    return StepResult.Next(step.Payload);
                });
            });
        var first = await host.GetAsync("/x?name=eve");

        var ada = host.GetAsync("/x?name=ada");
        await adaHalfway.Task;
        var bob = await host.GetAsync("/x?name=bob");
        bobDone.SetResult();

        Assert.That((first.Text, bob.Text, (await ada).Text), Is.EqualTo((Answer("eve"), Answer("bob"), Answer("ada"))));

        static string Answer(string name) => $$"""{"name":"{{name}}","mine":"{{name}}"}""" + "\n";
    }

    [Test]
    public async Task WhatANodeLeavesInGlobalValues_IsGoneInTheNextRun()
    {
        await using var host = new EngineHost(new AppBuilder()
            .Starter("s", "/x", "a")
            .Script("a", "function main(){ c.mine = 'left'; c.JSON.mine = 'left'; form.mine = 'left'; env.mine = 'left'; payload.mine = 'left'; next = 'output_2' }", ("output_2", "b"))
            .Script("b", "function main(){ c.JSON(200, [c.mine, c.JSON.mine, form.mine, env.mine, payload.mine]) }", [])
            .Starter("t", "/y", "d")
            .Script("d", "function main(){ c.JSON(200, [c.mine, c.JSON.mine, form.mine, env.mine, payload.mine, next]) }", []));
        for (var run = 0; run < 3; run++)
        {
            Assert.That((await host.GetAsync("/x")).Text, Is.EqualTo("[\"left\",\"left\",\"left\",\"left\",\"left\"]\n"));
            Assert.That((await host.GetAsync("/y")).Text, Is.EqualTo("[null,null,null,null,null,\"output_1\"]\n"));
        }
    }

    [Test]
    public async Task LiteralsAndDefaults_AreNewInEachRun()
    {
        await using var host = new EngineHost(new AppBuilder().Script("/x", "function grow(list = [1], data = {inner: {}}){ list.push(2); data.inner.n = (data.inner.n || 0) + 1; return [list, data] } function main(){ var own = [0]; own.push(1); c.JSON(200, [own, grow()]) }"));
        for (var run = 0; run < 3; run++)
            Assert.That((await host.GetAsync("/x")).Text, Is.EqualTo("[[0,1],[[1,2],{\"inner\":{\"n\":1}}]]\n"));
    }

    [Test]
    public async Task HostThatKeepsNoEngines_AnswersTheSame()
    {
        await using var host = new EngineHost(Chain, configure: options => options.Scripts.KeepsEngines = false);
        for (var run = 0; run < 3; run++)
            Assert.That((await host.GetAsync("/chain?name=ada")).Text, Is.EqualTo("{\"name\":\"ada\",\"box\":\"a\",\"mine\":\"ada\",\"boxes\":\"aba\"}\n"));
    }

    [Test]
    public async Task EachRun_HasTheWholeOfItsLimits()
    {
        await using var host = new EngineHost(new AppBuilder().Script("/hi", Greet), configure: options => options.Limits.MaxOperations = 500);
        for (var run = 0; run < 1_000; run++)
            Assert.That((await host.GetAsync("/hi?name=ada")).Status, Is.EqualTo(RunStatus.Completed));
    }

    [Test]
    public async Task RunThatPassesALimit_DoesNotHarmTheNext()
    {
        await using var host = new EngineHost(
            new AppBuilder().Script("/big", "function main(){ payload.text = 'x'.length; c.JSON(200, post_data) }"),
            configure: options => options.Limits.MaxResponseBytes = 1_024);
        for (var run = 0; run < 20; run++)
        {
            Assert.That((await host.GetAsync("/big?text=" + new string('x', 2_000))).Error, Has.Property("Kind").EqualTo(RunErrorKind.Limit));
            Assert.That((await host.GetAsync("/big?text=y")).Text, Is.EqualTo("{\"text\":\"y\"}\n"));
        }
    }

    [Test]
    public async Task RunThatFails_SaysWhereInTheAuthorsText()
    {
        await using var host = new EngineHost(new AppBuilder().Script("/x", "function main(){ payload.a.b = 1 }").Script("/y", "function main(){ check(form) }\nfunction check(f){ if (!f.name) { throw new Error('no name') } c.String(200, 'ok') }"));
        for (var run = 0; run < 3; run++)
        {
            var first = (await host.GetAsync("/x")).Error!;
            var second = (await host.GetAsync("/y")).Error!;
            using (Assert.EnterMultipleScope())
            {
                Assert.That(first.Detail, Does.Contain(" at x.1:1:18").And.Contain("x.1:1:18"));
                Assert.That(second.Detail, Does.Contain(" at y.1:2:").And.Contain("check").And.Contain("y.1:1:18"));
                Assert.That((await host.GetAsync("/y?name=ada")).Text, Is.EqualTo("ok"));
            }
        }
    }

    [Test]
    public async Task FunctionsOfASimpleScript_AreThereForAnyLaterOne()
    {
        await using var host = new EngineHost(
            new AppBuilder()
                .Node("s", "starter", """{"method":"ANY","urlpattern":"/x","nflow_auth":"true"}""", ("output_1", "a"), ("output_2", "b"))
                .Script("a", "function main(){ c.String(200, 'a') }", [])
                .Script("b", "const all = [1, 2]; function main(){ c.JSON(200, [all.map(twice), typeof String.prototype.trim]) }", []),
            defaultScript: "function auth(){ if (form.other) { next = 'output_2' } } function twice(x){ return 2 * x }");
        for (var run = 0; run < 3; run++)
            Assert.That(((await host.GetAsync("/x")).Text, (await host.GetAsync("/x?other=1")).Text), Is.EqualTo(("a", "[[2,4],\"function\"]\n")));
    }

    [Test]
    public async Task AppThatWasSaved_RunsInItsNewVersion()
    {
        await using var host = new EngineHost(new AppBuilder().Script("/x", "function main(){ c.String(200, 'old') }"));
        var old = (await host.GetAsync("/x")).Text;
        host.Save(new AppBuilder().Script("/x", "function main(){ c.String(200, 'new') }"));
        host.Apps.Invalidate();
        Assert.That((old, (await host.GetAsync("/x")).Text), Is.EqualTo(("old", "new")));
    }

    [Test]
    public async Task SimpleScript_TakesLittleMemoryPerRun()
    {
        await using var host = new EngineHost(new AppBuilder()
            .Script("/kept", "function step(x){ return x } function main(){ c.JSON(200, {hello: step('world')}) }")
            .Script("/fresh", "var mine; function step(x){ return x } function main(){ c.JSON(200, {hello: step('world')}) }"));
        Assert.That(await AllocatedAsync(host, "/kept") * 2, Is.LessThan(await AllocatedAsync(host, "/fresh")));
    }

    private static async Task<long> AllocatedAsync(EngineHost host, string path)
    {
        for (var run = 0; run < 100; run++)
            await host.GetAsync(path);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var run = 0; run < 100; run++)
            await host.GetAsync(path);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
