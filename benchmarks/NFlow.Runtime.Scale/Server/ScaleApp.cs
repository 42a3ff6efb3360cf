using NFlow.Runtime.Benchmarks.Support;

namespace NFlow.Runtime.Scale.Server;

/// <summary>The app that the checks drive: a greeting, a form in three requests, a fork, a waiting host call, and runs that fail or exceed a limit.</summary>
internal static class ScaleApp
{
    public static DesignerDocument Document() => new DesignerDocument()
        .Starter("hello", "/hello", "hello.1").Script("hello.1", "function main() { c.JSON(200, { hello: 'world' }); }")
        .Starter("order", "/order", "item")
        .Script("item", "function main() { c.HTML(200, '<form method=post><input name=item></form>'); payload['break'] = true; }", ("output_1", "city"))
        .Script("city", "function main() { c.HTML(200, '<form method=post><input name=city></form>'); payload['break'] = true; }", ("output_1", "done"))
        .Script("done", "function main() { c.JSON(200, { item: payload.item, city: payload.city }); }")
        .Starter("fork", "/fork", "fork.1")
        .Node("fork.1", "gorutine", ("output_1", "fork.a"), ("output_2", "fork.b"))
        .Script("fork.a", "function main() { c.JSON(200, { forked: true }); }")
        .Script("fork.b", "function main() { var s = 0; for (var i = 0; i < 100; i++) s += i; payload.sum = s; }")
        .Starter("fail", "/fail", "fail.1").Script("fail.1", "function main() { throw new Error('out of stock'); }")
        .Starter("loop", "/loop", "loop.1").Script("loop.1", "function main() { while (true) {} }")
        .Starter("hog", "/hog", "hog.1").Script("hog.1", "function main() { var a = []; while (true) a.push('x'.repeat(1000) + a.length); }")
        .Starter("gate", "/gate", "gate.1").Script("gate.1", "async function main() { var n = await gate(); c.JSON(200, { n: n }); }");
}
