using NFlow.Runtime.Scripting;
using NFlow.Runtime.Tests.Support;

namespace NFlow.Runtime.Tests.Execution;

/// <summary>
/// What is left of a run once it has ended. Under load a run waits for its turn until it is old; if what is left of it held its script world, the collector would
/// carry that through every collection, and a server with a thousand clients would do little else.
/// </summary>
public sealed class EndedRunTests
{
    private const string Script = """
        const parts = [1, [2, 3]].join('-').replace(/-/g, '+');
        payload.parts = parts; payload.all = JSON.parse(JSON.stringify({ parts }));
        """;

    [Test]
    public async Task ScriptWorld_OfAnEndedRun_IsHeldByNothingThatIsLeftOfIt()
    {
        await using var host = new EngineHost(
            new AppBuilder().Starter("s", "/x", "a").Script("a", Script, ("output_1", "b")).Script("b", "payload.more = [parts].join(); c.JSON(200, payload)", []),
            builder => builder.Services.AddSingleton<IScriptEngine, RememberingEngine>());
        var engine = (RememberingEngine)host.Get<IScriptEngine>();

        var answer = await host.GetAsync("/x");
        GC.Collect();

        Assert.That(answer.Text, Is.EqualTo("""{"parts":"1+2,3","all":{"parts":"1+2,3"},"more":"1+2,3"}""" + "\n"));
        Assert.That(engine.Worlds.Select(world => world.IsAlive), Is.EqualTo([false, false]));
        Assert.That((engine.Scopes.Count, engine.Results.Count), Is.EqualTo((1, 2)));
    }
}
