using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Sandbox.Tests;

/// <summary>The forms of script that a node may have, and what nodes of one run share.</summary>
[TestFixture(ScriptIsolation.None)]
[TestFixture(ScriptIsolation.Process)]
public sealed class ScriptFormTests(ScriptIsolation isolation)
{
    private SharedWorld World => SharedWorld.Of(isolation);

    [TestCase("function main(){ answer({a:1}); }", """{"a":1}""")]
    [TestCase("async function main(){ const x = await later(2); answer(x); }", "2")]
    [TestCase("answer(1); return; answer(2);", "1")]
    [TestCase("const x = await later({b:2}); answer(x.b);", "2")]
    [TestCase("const main = () => answer(3);", "3")]
    [TestCase("let main; main = function(){ answer(4); };", "4")]
    [TestCase("class A { get x(){ return 5; } } answer(new A().x);", "5")]
    [TestCase("const {a, ...b} = {a:1,b:2}; answer([a,b]);", """[1,{"b":2}]""")]
    [TestCase("const {a, b:[c]} = await later({a:1,b:[6]}); let d; answer([a,c,typeof d]);", """[1,6,"undefined"]""")]
    [TestCase("let i = 0; while (true) { if (i++ > 3) return answer(i); }", "5")]
    [TestCase("for (const x of await later([1,2])) payload.last = x; answer(payload)", """{"last":2}""")]
    [TestCase("answer(block(7))", "7")]
    [TestCase("answer(twice(function(){ payload.n = (payload.n || 0) + 1; }) + payload.n)", "\"done2\"")]
    [TestCase("answer(tools.triple(5))", "15")]
    [TestCase("answer(Array.from({length:3}, (_, i) => i * 2))", "[0,2,4]")]
    [TestCase("const a = {x:1}, b = {y:2}; answer({...(a, b), ...{...a, z:3}, ...'hi', ...null, ...[7]})", """{"0":7,"1":"i","y":2,"x":1,"z":3}""")]
    [TestCase("let k = 0; const all = []; for (k in (1, {a:1,b:2})) all.push(k); for (const i in 'xy') all.push(i); answer(all)", """["a","b","0","1"]""")]
    [TestCase("const f = ({a, o: {b, ...c} = {b:9}, ...d}, ...e) => [a,b,c,d,e]; answer(f({a:1,o:{b:2,q:3},z:4}, 5))", """[1,2,{"q":3},{"z":4},[5]]""")]
    [TestCase("let a, r; ({a, ...r} = Object.assign(Object.create(null), {a:1,length:2})); for (const {x, ...y} of [{x:1,w:2}]) r.y = y; try { throw {m:1,n:2} } catch ({m, ...n}) { r.n = n } answer([a, r])", """[1,{"length":2,"y":{"w":2},"n":{"n":2}}]""")]
    [TestCase("const {a, ...r} = await later({a:1,b:2}); const p = new Proxy({q:1,s:2}, {}); const {q, ...t} = p; answer([r, {...p}, t])", """[{"b":2},{"q":1,"s":2},{"s":2}]""")]
    [TestCase("const {length, ...r} = 'ab'; answer([length, r, [...'a1b2'.matchAll(/[a-z](\\d)/g)].map(m => m[1]), Reflect.ownKeys(new Proxy({z:1}, {}))])", """[2,{"0":"a","1":"b"},["1","2"],["z"]]""")]
    public async Task Script_OfEveryForm_Runs(string script, string expected)
    {
        var outcome = await World.RunAsync(script);

        Assert.That(outcome.Body, Is.EqualTo(expected), outcome.ToString());
    }

    [TestCase("tools.third; answer(Object.keys(tools))", """["second","third","triple"]""")]
    [TestCase("tools.own = 1; tools.third = 9; answer([Object.keys(tools), tools.third, tools.triple(2)])", """[["second","third","triple","own"],9,6]""")]
    [TestCase("delete tools.triple; answer([typeof tools.triple, 'triple' in tools, 'second' in tools, Object.keys(tools)])", """["undefined",false,true,["second","third"]]""")]
    [TestCase("const f = tools.second; answer([f === tools.second, f.name, tools.hasOwnProperty('third'), 'toString' in tools, 'missing' in tools])", """[true,"second",true,true,false]""")]
    [TestCase("Object.freeze(tools); tools.triple = 1; tools.more = 1; answer([typeof tools.triple, tools.more === undefined, Object.isFrozen(tools)])", """["function",true,true]""")]
    [TestCase("Object.preventExtensions(tools); tools.more = 1; answer([tools.more === undefined, tools.third()])", "[true,3]")]
    [TestCase("Object.defineProperty(tools, 'second', { value: 2 }); let all = []; for (const k in tools) all.push(k); answer([all, tools.second, {...tools}.second])", """[["second","third","triple"],2,2]""")]
    [TestCase("answer([typeof tools, 'tools' in globalThis, globalThis.hasOwnProperty('tools'), Object.keys(Object.getPrototypeOf(globalThis)).includes('tools')])", """["object",true,false,true]""")]
    [TestCase("tools = 5; answer([tools, globalThis.hasOwnProperty('tools'), typeof Object.getPrototypeOf(globalThis).tools])", """[5,true,"object"]""")]
    public async Task Objects_OfTheHost_AreOrdinaryToScripts(string script, string expected)
    {
        var outcome = await World.RunAsync(script);

        Assert.That(outcome.Body, Is.EqualTo(expected), outcome.ToString());
    }

    [TestCase("function helper(){ return 1; } function main(){}", "function main(){ answer(helper()); }", "1")]
    [TestCase("const k = 1; function main(){}", "const k = 2; function main(){ answer(k); }", "2")]
    [TestCase("class A { x(){ return 3; } } function main(){}", "let B = A; class C extends B {} function main(){ answer(new C().x()); }", "3")]
    [TestCase("let shared = {n:1}; await later(1);", "shared.n++; answer(shared);", """{"n":2}""")]
    [TestCase("function helper(){ return 4; } await later(1);", "answer(helper())", "4")]
    [TestCase("payload.a = 1", "answer(payload)", """{"a":1}""")]
    [TestCase("return {b:2}", "answer(payload)", """{"b":2}""")]
    [TestCase("payload = [1,2]", "answer(payload)", "[1,2]")]
    [TestCase("payload = 'text'", "answer(payload)", "\"text\"")]
    [TestCase("payload.a = 1; payload.gone = 2", "payload = {c:3}", "answer(payload)", """{"c":3,"a":1,"gone":2}""")]
    [TestCase("payload = new Date(0)", "answer(payload)", "\"1970-01-01T00:00:00.000Z\"")]
    [TestCase("payload = {get x(){ return 1; }}", "answer(payload)", """{"x":1}""")]
    [TestCase("next = 'break'; payload.a = 1;", "answer(payload)", "")]
    public async Task Nodes_OfOneRun_ShareTheirWorld(params string[] scriptsAndExpected)
    {
        var outcome = await World.RunAsync(scriptsAndExpected[..^1]);

        Assert.That(outcome.Body, Is.EqualTo(scriptsAndExpected[^1]), outcome.ToString());
    }

    [TestCase("function main(){\n  var c = ; }", 2, 11)]
    [TestCase("const a = 1;\nawait later(1);\n)", 3, 1)]
    [TestCase("function helper(){}", 0, 0)]
    [TestCase("// nothing", 0, 0)]
    [TestCase("return 1n;", 1, 8)]
    [TestCase("\nimport('x');", 2, 1)]
    [TestCase("})();(function(){", 1, 1)]
    public async Task Script_ThatCannotRun_SaysWhere(string script, int line, int column)
    {
        var outcome = await World.RunAsync(script);

        var error = outcome.Outcome.Error?.Exception as ScriptException;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Error, Is.EqualTo(RunErrorKind.Script), outcome.ToString());
            Assert.That(error?.Line, Is.EqualTo(line), outcome.ToString());
            Assert.That(error?.Column, Is.EqualTo(column), outcome.ToString());
        }
    }

    /// <summary>The runtime puts text of its own into some scripts; places are those of the author's text all the same.</summary>
    [TestCase("const a = {}; const b = {...a}; null.x", 1, 38)]
    [TestCase("const a = {};\nconst b = {...a, ...a}; null.x;\nlet c;", 2, 30)]
    [TestCase("const a = {};\nconst b = {...a, ...a};\n  null.x", 3, 8)]
    [TestCase("const {a, ...b} = {}; null.x", 1, 28)]
    [TestCase("const b = {...null.x}", 1, 20)]
    [TestCase("for (const k in {a:1}) null.x", 1, 29)]
    [TestCase("for (const k in null.x) {}", 1, 22)]
    [TestCase("const f = ({a, ...b}) => ({...b, c: null.x}); f({})", 1, 42)]
    [TestCase("class A {} const a = {A, ...null}; null.x", 1, 41)]
    [TestCase("function main(){ for (const k in {a:1}) null.x }", 1, 46)]
    [TestCase("const é = {...'é'}; /* 𝒳 */ null.x", 1, 35)]
    [TestCase("const t = `\n`; const b = {...t}; null.x", 2, 27)]
    [TestCase("await later(1); null.x", 1, 22)]
    [TestCase("await later(1);\nconst b = {...{}};\nthrow new Error('no')", 3, 7)]
    [TestCase("function f(o) {\n  return o.none.x;\n}\nawait later(1);\nf({});", 2, 17)]
    [TestCase("await later(1); await Promise.reject(new Error('no'))", 1, 38)]
    public async Task Script_ThatFails_SaysWhereInTheAuthorsText(string script, int line, int column)
    {
        var outcome = await World.RunAsync(script);

        var error = outcome.Outcome.Error?.Exception as ScriptException;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((error?.Line, error?.Column), Is.EqualTo((line, column)), outcome.ToString());
            Assert.That(error?.ScriptStack, Does.Contain($":{line}:{column}"), outcome.ToString());
        }
    }

    [TestCase("await later(1); try { null.x } catch (e) { answer(e.stack) }", ":1:28")]
    [TestCase("let a = await later({}), b = {...a}; class C {} try { null.x } catch (e) { answer(e.stack) }", ":1:60")]
    [TestCase("function helper() {}\nconst b = {...await later({})}; try { null.x } catch (e) { answer(e.stack) }", ":2:44")]
    [TestCase("function helper() {} const b = {...await later({})}; try { null.x } catch (e) { answer(e.stack) }", ":1:65")]
    public async Task Error_OfAScriptThatAwaits_KnowsItsPlaceInTheAuthorsText(string script, string place)
    {
        var outcome = await World.RunAsync(script);

        Assert.That(outcome.Body, Does.EndWith($"{place}\""), outcome.ToString());
    }

    [Test]
    public async Task Stack_OfAFailure_NamesEachCallInTheAuthorsText()
    {
        var outcome = await World.RunAsync("function f(o) { return {...o, x: o.none.x}; } const a = {...{}}; f(a);");

        Assert.That((outcome.Outcome.Error?.Exception as ScriptException)?.ScriptStack, Does.Match(@"^\s*at f \(.*:1:41\)\s+at .*:1:66\s*$"), outcome.ToString());
    }

    [TestCase("const a = {};\nwith (a) {\n  payload.b = {...a};\n}", 3, 15)]
    [TestCase("with ({}) { for (const k in {}) {} }", 1, 13)]
    [TestCase("with ({}) { const {...a} = {}; }", 1, 19)]
    public async Task Script_ThatListsPropertiesInsideWith_IsToldWhereAndWhatToDo(string script, int line, int column)
    {
        var outcome = await World.RunAsync(script);

        var error = outcome.Outcome.Error?.Exception as ScriptException;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((error?.Line, error?.Column), Is.EqualTo((line, column)), outcome.ToString());
            Assert.That(error?.Message, Is.EqualTo("SyntaxError: object spread, object rest and for-in are not supported inside 'with'; write them before it, or name the object instead of using 'with'."));
        }
    }

    [TestCase("answer('a&b&<c>'.replace(/&/g, '&amp;').replace(/</g, '&lt;'))", "\"a&amp;b&amp;&lt;c>\"")]
    [TestCase("answer('a.b.c'.replace(/./g, 'x'))", "\"xxxxx\"")]
    [TestCase("answer('aXbx'.replace(/x/gi, '-'))", "\"a-b-\"")]
    [TestCase("answer('a&b'.replace(/&/g, '$&$&'))", "\"a&&b\"")]
    [TestCase("answer('a&b&'.replace(/&/, '+'))", "\"a+b&\"")]
    [TestCase("const r = /&/g; r.lastIndex = 2; answer(['a&b&'.replace(r, '+'), r.lastIndex])", """["a+b+",0]""")]
    [TestCase("RegExp.prototype.exec = () => null; answer('a&b'.replace(/&/g, '+'))", "\"a&b\"")]
    [TestCase("const r = /&/g; r.exec = () => null; answer('a&b'.replace(r, '+'))", "\"a&b\"")]
    [TestCase("RegExp.prototype[Symbol.replace] = () => 'mine'; answer('a&b'.replace(/&/g, '+'))", "\"mine\"")]
    [TestCase("answer('a&b'.replaceAll(/&/g, '+') + 'x'.padStart(3, 'ab') + 'x'.padEnd(4) + 'ab'.repeat(2) + ['a', [1, null]].join('-'))", "\"a+babxx   ababa-1,\"")]
    [TestCase("answer([JSON.parse('[1,{\"a\":2}]', (k, v) => v === 2 ? undefined : v), JSON.stringify({a:[1]}, null, 1)])", """[[1,{}],"{\n \"a\": [\n  1\n ]\n}"]""")]
    [TestCase("answer([Object.groupBy([1,2,3], x => x % 2 ? 'odd' : 'even'), [1].concat([2], 3), await Promise.all(new Set([1, later(2)]))])", """[{"odd":[1,3],"even":[2]},[1,2,3],[1,2]]""")]
    [TestCase("answer([new Uint8Array([1, 2]).length, new Uint8Array(3) instanceof Uint8Array, new ArrayBuffer(8).byteLength, Uint8Array.from([1, 2]).join()])", """[2,true,8,"1,2"]""")]
    [TestCase("answer(['é'.normalize('NFD').length, 'abcabc'.indexOf('c', 3), 'abc'.includes('b'), [1, NaN].includes(NaN), [1, 2].lastIndexOf(2)])", "[2,5,true,true,1]")]
    public async Task CheckedFunctions_DoWhatTheLanguageSays(string script, string expected)
    {
        var outcome = await World.RunAsync(script);

        Assert.That(outcome.Body, Is.EqualTo(expected), outcome.ToString());
    }

    [Test]
    public async Task Main_OfAnEarlierNode_IsNotCalledForALaterOne()
    {
        var outcome = await World.RunAsync("function main(){ payload.n = (payload.n || 0) + 1; }", "function helper(){}");

        Assert.That(outcome.Error, Is.EqualTo(RunErrorKind.Script), outcome.ToString());
    }
}
