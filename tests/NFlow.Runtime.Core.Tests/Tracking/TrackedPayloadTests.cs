using System.Text.Encodings.Web;
using System.Text.Json;
using CsCheck;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Tests.Support;

namespace NFlow.Runtime.Tests.Tracking;

/// <summary>The tracker keeps a script's payload as <c>JSON.stringify</c> writes it, whichever way it is written.</summary>
public sealed class TrackedPayloadTests
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [TestCase("{}")]
    [TestCase("{a: 1, b: 'two', c: [3, null, true, {d: undefined}], e: undefined, f() {}}")]
    [TestCase("{a: [undefined, function () {}, , 1]}")]
    [TestCase("{n: [0, -0, 1.5, 0.1, 1e21, 1e-7, 0.0001, 1e15, 1e15 + 0.5, 123456789012345680000, 9007199254740991, 9007199254740993, -1e300, NaN, Infinity, 5e-324]}")]
    [TestCase("{s: 'a\"b\\\\c\\n\\t\\b\\f\\r\\u0001\\u001f\\u007f\\u2028 é 日本 😀'}")]
    [TestCase("{lone: '\\ud800', pair: '\\ud83d\\ude00', low: 'x\\udc00y'}")]
    [TestCase("{'é\"\\n': 1, '': 2, ' ': 3}")]
    [TestCase("{b: 1, 2: 'two', 1: 'one', '01': 'zero one'}")]
    [TestCase("{inner: {toJSON() { return 'own' }}}")]
    [TestCase("{date: new Date(0), re: /x/, map: new Map([[1, 2]]), boxed: new String('s'), number: new Number(4)}")]
    [TestCase("{made: Object.create({inherited: 1}), bare: Object.assign(Object.create(null), {a: 1})}")]
    [TestCase("{hidden: Object.defineProperty({a: 1}, 'b', {value: 2, enumerable: false})}")]
    [TestCase("{inner: {get a() { return 7 }}}")]
    [TestCase("{[Symbol('s')]: 1, a: 1}")]
    [TestCase("JSON.parse('{\"__proto__\": {\"a\": 1}, \"b\": 2}')")]
    [TestCase("{list: Object.assign([1, 2], {toJSON() { return 'list' }})}")]
    [TestCase("(Object.prototype.toJSON = function () { return 'all' }, {a: {b: 1}})")]
    [TestCase("(Array.prototype[1] = 'hole', {a: [1, , 3]})")]
    public Task Payload_IsWhatStringifySays(string expression) => CheckAsync(expression);

    [Test]
    public void Payload_OfAnyJson_IsWhatStringifySays()
    {
        var key = Gen.Char.Where(c => c != '\0').Array[0, 4].Select(chars => "k" + new string(chars));
        var leaf = Gen.OneOf<object?>(Gen.Double.Where(double.IsFinite).Select(x => (object?)x), Gen.Int.Select(x => (object?)x), Gen.Bool.Select(x => (object?)x), Gen.Char.Array[0, 12].Select(x => (object?)new string(x)), Gen.Const((object?)null));
        var list = leaf.Array[0, 4].Select(x => (object?)x);
        var item = Gen.Select(key, Gen.OneOf(leaf, list)).Array[0, 6].Select(pairs => (object?)pairs.GroupBy(pair => pair.Item1).ToDictionary(group => group.Key, group => group.First().Item2));
        item.Sample(value => CheckAsync(Literal(value)).GetAwaiter().GetResult(), iter: 100, threads: 1);
    }

    [Test]
    public async Task Payload_ThatLaterNodesChange_IsKeptAsItWas()
    {
        var app = new AppBuilder().Starter("start", "/x", "a");
        for (var node = 'a'; node < 't'; node++)
            app.Script($"{node}", "payload.list = payload.list || []; payload.list.push(payload.list.length); payload.inner = payload.inner || {}; payload.inner.n = payload.list.length;", ("output_1", $"{(char)(node + 1)}"));
        app.Script("t", "payload.list = null; c.String(200, 'done');", []);
        await using var host = new EngineHost(app, builder => builder.AddTracker());
        var answer = await host.GetAsync("/x");
        await host.Lifetime.StopAsync(default);
        Assert.That(answer.Text, Is.EqualTo("done"));

        var entries = await host.Get<ITrackerStore>().ListAsync(null, 100, default);
        Assert.That(entries.Select(entry => entry.Payload), Is.EqualTo(Enumerable.Range(1, 19)
            .Select(n => $$$"""{"list":[{{{string.Join(",", Enumerable.Range(0, n))}}}],"inner":{"n":{{{n}}}}}""").Append("""{"list":null,"inner":{"n":19}}""")));
    }

    /// <summary>A JavaScript literal; halves of surrogate pairs are written as escapes, which JSON would replace.</summary>
    private static string Literal(object? value) => value switch
    {
        Dictionary<string, object?> item => $"{{{string.Join(",", item.Select(pair => $"{Literal(pair.Key)}:{Literal(pair.Value)}"))}}}",
        object?[] list => $"[{string.Join(",", list.Select(Literal))}]",
        string text => $"\"{string.Concat(text.Select(c => $"\\u{(int)c:x4}"))}\"",
        _ => JsonSerializer.Serialize(value, Relaxed),
    };

    private static async Task CheckAsync(string expression)
    {
        await using var host = new EngineHost(
            new AppBuilder().Script("/x", $"payload = ({expression}); c.String(200, JSON.stringify(payload));"),
            builder => builder.AddTracker());
        var answer = await host.GetAsync("/x");
        await host.Lifetime.StopAsync(default);
        var entries = await host.Get<ITrackerStore>().ListAsync(null, 10, default);
        Assert.That(entries.Single().Payload, Is.EqualTo(answer.Text), expression);
    }
}
