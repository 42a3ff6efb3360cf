using NFlow.Runtime.HostApi.Users;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.Tests.HostApi;

/// <summary>Every function through a running workflow: what it answers, and what a wrong argument gets.</summary>
public sealed class HostFunctionTests
{
    [TestCase("c.Param('id')", "\"7\"")]
    [TestCase("c.Param('*')", "\"run/7\"")]
    [TestCase("c.ParamNames()", "[\"id\"]")]
    [TestCase("c.ParamValues()", "[\"7\"]")]
    [TestCase("c.QueryParam('q')", "\"1\"")]
    [TestCase("c.QueryParams()", "{\"q\":[\"1\",\"2\"],\"z\":[\"é\"]}")]
    [TestCase("c.QueryString()", "\"q=1\\u0026q=2\\u0026z=%C3%A9\"")]
    [TestCase("c.FormValue('z')", "\"é\"")]
    [TestCase("c.FormParams().q", "[\"1\",\"2\"]")]
    [TestCase("c.RealIP()", "\"203.0.113.9\"")]
    [TestCase("[c.Scheme(), c.IsTLS(), c.IsWebSocket(), c.Path()]", "[\"http\",false,false,\"/run/7\"]")]
    [TestCase("(c.Set('k', {a:[1]}), c.Get('k'))", "{\"a\":[1]}")]
    [TestCase("c.Get('none')", "null")]
    [TestCase("c.GetHeader('X-Token')", "\"Bearer secret\"")]
    [TestCase("c.Cookie('theme').value", "\"dark\"")]
    [TestCase("c.Cookies().map(String)", "[\"theme=dark\"]")]
    [TestCase("c.Cookie('nope')", "\"Error: http: named cookie not present\"")]
    [TestCase("c.FormFile('photo').text()", "\"hello\"")]
    [TestCase("c.FormFile('photo').base64()", "\"aGVsbG8=\"")]
    [TestCase("c.MultipartForm().file.photo[0].filename", "\"me.txt\"")]
    [TestCase("c.Bind({kept:true})", "{\"kept\":true,\"id\":\"7\",\"q\":[\"1\",\"2\"],\"z\":\"é\"}")]
    [TestCase("c.Request().basicAuth()", "[\"ana\",\"pw\",true]")]
    [TestCase("c.Request().userAgent()", "\"probe\"")]
    [TestCase("[c.request.method, c.request.path, c.request.url, c.request.ip]", "[\"POST\",\"/run/7\",\"/run/7?q=1\\u0026q=2\\u0026z=%C3%A9\",\"203.0.113.9\"]")]
    [TestCase("c.request.headers['x-token']", "\"Bearer secret\"")]
    [TestCase("[c.request.query, c.request.cookies, c.request.params]", "[{\"q\":[\"1\",\"2\"],\"z\":\"é\"},{\"theme\":\"dark\"},{\"id\":\"7\"}]")]
    [TestCase("typeof c.Logger().Info", "\"function\"")]
    [TestCase("[header['X-Token'], header['Host']]", "[[\"Bearer secret\"],null]")]
    [TestCase("form.q", "[\"1\",\"2\"]")]
    [TestCase("post_data", "{\"q\":[\"1\",\"2\"],\"z\":\"é\"}")]
    [TestCase("[vars === path_vars, vars.id, vars.get('id'), vars.has('x'), Object.keys(vars)]", "[true,\"7\",\"7\",false,[\"id\"]]")]
    [TestCase("(vars.set('token', 5), [vars.token, vars.getAll()])", "[5,{\"id\":\"7\",\"token\":5}]")]
    [TestCase("[nflow_data.type, nflow_data.storage_id.length, nflow_data === dromedary_data]", "[\"js\",36,true]")]
    [TestCase("[__outputs, __flow_name, __flow_app, current_box, prev_box, wid.length, nflow_endpoint]", "[{},\"Main\",\"app\",\"run.:id.1\",\"\",36,\"/run/7\"]")]
    [TestCase("[env.REGION, get_env('REGION'), get_env('PATH')]", "[\"eu\",\"eu\",\"\"]")]
    [TestCase("[typeof config.VMPoolConfig.MaxMemoryMB, url_base]", "[\"number\",\"\"]")]
    [TestCase("wkill('no-such-run')", "false")]
    [TestCase("(set_session('s','k','v'), set_session('s','n',5), [get_session('s','n'), get_session('s','none'), open_session('s')])", "[\"5\",\"\",{\"k\":\"v\",\"n\":\"5\"}]")]
    [TestCase("(save_session('s',{o:{x:1}}), open_session('s').o.x)", "1")]
    [TestCase("(save_session('s',{a:1}), delete_session('s'), open_session('s'))", "{}")]
    [TestCase("open_session_form()", "{\"q\":[\"1\",\"2\"],\"z\":\"é\"}")]
    [TestCase("(delete_session_form(), open_session_form())", "{}")]
    [TestCase("[exist_profile(), get_profile(), profile]", "[false,{},{}]")]
    [TestCase("(set_profile({username:'u',n:1}), [exist_profile(), get_profile()])", "[true,{\"username\":\"u\",\"n\":1}]")]
    [TestCase("(set_profile({username:'u'}), delete_profile(), exist_profile())", "false")]
    [TestCase("[validate_user('legacy','pw'), validate_user('legacy','x'), validate_user('nobody','pw')]", "[true,false,false]")]
    [TestCase("[validate_user('strong','pw'), validate_user('strong','x'), validate_user('retired','pw')]", "[true,false,false]")]
    [TestCase("get_user('legacy')", "{\"id\":1,\"username\":\"legacy\",\"rol\":\"R\",\"active\":true}")]
    [TestCase("get_user('nobody')", "null")]
    [TestCase("hash_password('x').length", "84")]
    [TestCase("calcular_sha512('abc').slice(0,8)", "\"ddaf35a1\"")]
    [TestCase("calcular_sha512_256('abc')", "\"53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23\"")]
    [TestCase("calcular_sha512_224('abc')", "\"4634270f707b6a54daae7530460842e20e37ed265ceee9a43e8924aa\"")]
    [TestCase("[validate_token('api'), validate_token('old'), validate_token('off'), validate_token('none')]", "[true,false,false,false]")]
    [TestCase("get_token('api')", "[{\"id\":1,\"name\":\"api\",\"expired\":null,\"active\":true,\"header\":\"X-Token\",\"tokenType\":\"Bearer\"}]")]
    [TestCase("get_token('none')", "null")]
    [TestCase("template('{{.a}} {{.b}}', {a:'<b>',b:1})", "\"\\u0026lt;b\\u0026gt; 1\"")]
    [TestCase("[get_template('page'), get_template('none'), get_template('../secret')]", "[\"P{{.x}}\",\"\",\"\"]")]
    [TestCase("find_element('a.b.1.c', {a:{b:[0,{c:'hit'}]}})", "\"hit\"")]
    [TestCase("[find_element('z', {a:1}), find_element('a.9', {a:[1]}), find_element('a.b.c', {a:1})]", "[null,null,null]")]
    [TestCase("url_values_to_map({a:['1']})", "{\"a\":[\"1\"]}")]
    [TestCase("new_map()", "{}")]
    [TestCase("[atob('w6k='), atob('!!'), btoa('é')]", "[\"é\",\"\",\"w6k=\"]")]
    [TestCase("[uuid().length, uuid() === uuid()]", "[36,false]")]
    [TestCase("clean_json('```json\\n{\"a\":1}\\n```')", "\"{\\\"a\\\":1}\"")]
    [TestCase("[time_now_unix(), time_now_year(), time_now_month(), time_now_day(), time_now_hour(), time_now_minute(), time_now_second(), time_now_weekday()]", "[1767323045,2026,1,2,3,4,5,5]")]
    [TestCase("String(time_now_unix_nano()).length", "19")]
    [TestCase("sleep(0)", "\"\\u003cundefined\\u003e\"")]
    [TestCase("rule_run({amount:120,vip:true},{plan:'basic'},'amount > 100 && vip | plan = \"gold\", discount = amount / 10','plan == \"gold\" | gift = true')", "{\"output\":{\"plan\":\"gold\",\"discount\":12,\"gift\":true},\"err\":null}")]
    [TestCase("(rule_add_fx('twice', n => n * 2), rule_run({a:2},{}, 'b = twice(a) + 1').output.b)", "5")]
    [TestCase("rule_run({a:1},{b:0},'a > 0 => b = 5').err.error()", "\"rule 1: 'a' cannot be assigned\"")]
    [TestCase("require('util').format('%s-%d', 'a', 1)", "\"a-1\"")]
    [TestCase("require('util').inspect({a:[1,'x'],m:new Map([[1,2]])})", "\"{ a: [ 1, 'x' ], m: Map(1) { 1 =\\u003e 2 } }\"")]
    [TestCase("require('crypto').createHash('sha256').update('a').update('bc').digest('hex')", "\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"")]
    [TestCase("crypto.createHmac('sha1','key').update('data').digest('base64')", "\"EEFSxb/coHvGM+69RhmfAlXJ9J0=\"")]
    [TestCase("[crypto.randomBytes(8).length, crypto.randomBytes(4).toString('hex').length, crypto.randomUUID().length, crypto.randomInt(5) < 5]", "[8,8,36,true]")]
    [TestCase("[crypto.timingSafeEqual('ab','ab'), crypto.timingSafeEqual('ab','ac')]", "[true,false]")]
    [TestCase("require('querystring').parse('a=1&a=2&b=%20')", "{\"a\":[\"1\",\"2\"],\"b\":\" \"}")]
    [TestCase("require('querystring').stringify({a:[1,2],b:'x y'})", "\"a=1\\u0026a=2\\u0026b=x%20y\"")]
    [TestCase("require('url').parse('http://h:81/p?q=1#f').port", "\"81\"")]
    [TestCase("require('path').join('/a','../b','c.txt')", "\"/b/c.txt\"")]
    [TestCase("require('node:path').extname('x.tar.gz')", "\".gz\"")]
    [TestCase("typeof require('console').log", "\"function\"")]
    [TestCase("require('fs')", "\"Error: module 'fs' is not allowed in sandbox\"")]
    [TestCase("require('https')", "\"Error: module 'https' is not allowed in sandbox\"")]
    [TestCase("require('child_process')", "\"Error: module 'child_process' is not allowed in sandbox\"")]
    [TestCase("(() => { const u = new URL('https://ana:pw@example.org:8443/a?x=1#y'); u.searchParams.append('z','é'); u.hash = ''; return [u.host, u.pathname, u.href]; })()", "[\"example.org:8443\",\"/a\",\"https://ana:pw@example.org:8443/a?x=1\\u0026z=%C3%A9\"]")]
    [TestCase("[...new URLSearchParams('a=1&b=2')]", "[[\"a\",\"1\"],[\"b\",\"2\"]]")]
    [TestCase("new TextDecoder().decode(new TextEncoder().encode('né'))", "\"né\"")]
    [TestCase("structuredClone({d:new Date(0),a:[1]}).d instanceof Date", "true")]
    [TestCase("typeof setTimeout", "\"undefined\"")]
    public async Task Function_Called_Returns(string expression, string expected)
    {
        await using var host = ScriptHost.ForExpression(expression);
        host.Engine.Store.PutTemplate("page", "P{{.x}}");
        await AddUsersAndTokensAsync(host);

        Assert.That(await host.ResultAsync(), Is.EqualTo(expected));
    }

    [TestCase("c.JSON('x', 1)", "c.JSON: argument 'code' must be a number, not string.")]
    [TestCase("c.String(42, 'x')", "c.String: argument 'code' must be a whole number from 200 to 999, not 42.")]
    [TestCase("c.JSONP(200, 'alert(1)', {})", "c.JSONP: argument 'callback' must be the name of a JavaScript function, not string.")]
    [TestCase("c.Blob(200, 'a/b', 5)", "c.Blob: argument 'bytes' must be a string or bytes, not number.")]
    [TestCase("c.Redirect(200, '/x')", "c.Redirect: argument 'code' must be a whole number from 300 to 308, not 200.")]
    [TestCase("c.Redirect(302, 'a\\nb')", "c.Redirect: argument 'url' must be an address without line breaks, not string.")]
    [TestCase("c.NoContent()", "c.NoContent: argument 'code' must be a number, not undefined.")]
    [TestCase("c.File()", "c.File: argument 'path' must be a string, not undefined.")]
    [TestCase("c.Param()", "c.Param: argument 'name' must be a string, not undefined.")]
    [TestCase("c.GetHeader({})", "c.GetHeader: argument 'name' must be a string, not object.")]
    [TestCase("c.SetHeader('X', null)", "c.SetHeader: argument 'value' must be a string, not null.")]
    [TestCase("c.SetHeader('X Y', 'v')", "c.SetHeader: 'X Y' is not a header that can be sent: names are tokens, values have no line breaks.")]
    [TestCase("c.SetHeader('X', 'a\\r\\nSet-Cookie: b')", "c.SetHeader: 'X' is not a header that can be sent: names are tokens, values have no line breaks.")]
    [TestCase("c.SetCookie('a b', 'c')", "c.SetCookie: a cookie's name must be a token: letters, digits and !#$%&'*+-.^_`|~.")]
    [TestCase("c.Bind(5)", "c.Bind: argument 1 must be an object, not number.")]
    [TestCase("c.Set({}, 1)", "c.Set: argument 'key' must be a string, not object.")]
    [TestCase("c.Get('nflow$log')", "c.Get: argument 'key' must be a name that does not start with 'nflow$', not string.")]
    [TestCase("set_session('', 'k', 1)", "set_session: argument 'name' must be a string that is not empty, not string.")]
    [TestCase("get_session('s')", "get_session: argument 'key' must be a string, not undefined.")]
    [TestCase("open_session('nflow$x')", "open_session: argument 'name' must be a name that does not start with 'nflow$', not string.")]
    [TestCase("save_session('s', 5)", "save_session: argument 'values' must be an object, not number.")]
    [TestCase("delete_session()", "delete_session: argument 'name' must be a string, not undefined.")]
    [TestCase("set_profile('x')", "set_profile: argument 'profile' must be an object, not string.")]
    [TestCase("validate_user({}, 'x')", "validate_user: argument 'name' must be a string, not object.")]
    [TestCase("get_user()", "get_user: argument 'name' must be a string, not undefined.")]
    [TestCase("hash_password('')", "hash_password: argument 'password' must be a string that is not empty, not string.")]
    [TestCase("calcular_sha512(null)", "calcular_sha512: argument 'text' must be a string, not null.")]
    [TestCase("calcular_sha512_256([])", "calcular_sha512_256: argument 'text' must be a string, not array.")]
    [TestCase("calcular_sha512_224()", "calcular_sha512_224: argument 'text' must be a string, not undefined.")]
    [TestCase("validate_token(null)", "validate_token: argument 'name' must be a string, not null.")]
    [TestCase("get_token()", "get_token: argument 'name' must be a string, not undefined.")]
    [TestCase("template(null)", "template: argument 'text' must be a string, not null.")]
    [TestCase("get_template({})", "get_template: argument 'name' must be a string, not object.")]
    [TestCase("find_element(null, {})", "find_element: argument 'path' must be a string, not null.")]
    [TestCase("url_values_to_map(5)", "url_values_to_map: argument 'values' must be an object, not number.")]
    [TestCase("atob()", "atob: argument 'base64' must be a string, not undefined.")]
    [TestCase("btoa(null)", "btoa: argument 'text' must be a string, not null.")]
    [TestCase("get_env()", "get_env: argument 'name' must be a string, not undefined.")]
    [TestCase("sleep('soon')", "sleep: argument 'milliseconds' must be a number, not string.")]
    [TestCase("clean_json({})", "clean_json: argument 'text' must be a string, not object.")]
    [TestCase("wkill()", "wkill: argument 'wid' must be a string, not undefined.")]
    [TestCase("rule_run(1, {})", "rule_run: argument 'input' must be an object, not number.")]
    [TestCase("rule_add_fx('a b', x => x)", "rule_add_fx: argument 'name' must be a name of letters, digits and _, not string.")]
    [TestCase("require()", "require: argument 'name' must be a string, not undefined.")]
    [TestCase("crypto.createHash('sha256').update(5)", "createHash.update: data must be a string or bytes, not number.")]
    [TestCase("new URL('nonsense')", "Invalid URL")]
    public async Task Function_BadArgument_IsATypeErrorThatNamesFunctionArgumentAndExpectation(string expression, string message)
    {
        await using var host = ScriptHost.ForExpression(expression);

        Assert.That(System.Text.Json.JsonSerializer.Deserialize<string>(await host.ResultAsync()), Is.EqualTo($"TypeError: {message}"));
    }

    private static async Task AddUsersAndTokensAsync(ScriptHost host)
    {
        var store = host.Engine.Store;
        await store.SaveAsync(new UserRecord(0, "legacy", PasswordHash.CreateLegacy("pw"), "R", true), default);
        await store.SaveAsync(new UserRecord(0, "strong", PasswordHash.Create("pw"), "R", true), default);
        await store.SaveAsync(new UserRecord(0, "retired", PasswordHash.CreateLegacy("pw"), "R", false), default);
        store.Put(new TokenRecord(1, "api", "secret", null, true, "X-Token", "Bearer"));
        store.Put(new TokenRecord(2, "old", "secret", DateTimeOffset.UnixEpoch, true, "X-Token", "Bearer"));
        store.Put(new TokenRecord(3, "off", "secret", null, false, "X-Token", "Bearer"));
    }
}
