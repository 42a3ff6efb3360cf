using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using NFlow.Runtime.AspNetCore.Tests.Fakes;

namespace NFlow.Runtime.AspNetCore.Tests;

/// <summary>Requests that mean harm, over a real socket: each is refused by its own status or served within bounds, and the next request is served at once.</summary>
public sealed class HostileRequestTests
{
    private const int Many = 100_000;

    /// <summary>Reads all that a request brings and says what became of it.</summary>
    private const string Reader = """
        const body = c.Request().body;
        c.JSON(200, {
          fields: Object.keys(c.FormParams()).length, query: Object.keys(c.QueryParams()).length, cookies: c.Cookies().length, body: typeof body === 'object' && body !== null ? 'object' : typeof body,
          polluted: [({}).polluted, Object.prototype.polluted, typeof payload.constructor, Object.getPrototypeOf(payload) === Object.prototype],
        });
        next = 'break';
        """;

    private ScriptHost _host = null!;

    [SetUp]
    public async Task SetUp() => _host = await ScriptHost.StartAsync(Reader);

    [TearDown]
    public ValueTask TearDown() => _host.DisposeAsync();

    [Test]
    public async Task Form_OfAHundredThousandFields_Is413()
    {
        var form = string.Join('&', Enumerable.Range(0, Many).Select(i => $"f{i}=x"));

        await RefusedAsync(new StringContent(form, Encoding.ASCII, "application/x-www-form-urlencoded"), HttpStatusCode.RequestEntityTooLarge, "The form has more than 1024 values.");
    }

    [Test]
    public async Task Form_OfAHundredThousandEmptyPairs_Is413() =>
        await RefusedAsync(new StringContent(new string('&', Many), Encoding.ASCII, "application/x-www-form-urlencoded"), HttpStatusCode.RequestEntityTooLarge, "The form has more than 1024 values.");

    [TestCase("")]
    [TestCase("; filename=\"a.txt\"")]
    public async Task Multipart_OfAHundredThousandParts_Is413(string file)
    {
        var text = new StringBuilder();
        for (var i = 0; i < Many; i++)
            text.Append("--b\r\nContent-Disposition: form-data; name=\"f").Append(i).Append('"').Append(file).Append("\r\n\r\nx\r\n");
        text.Append("--b--\r\n");

        await RefusedAsync(Multipart(text.ToString()), HttpStatusCode.RequestEntityTooLarge, "The form is too large: ");
    }

    [Test]
    public async Task Multipart_WhosePartHasHeadersWithoutEnd_IsRefused()
    {
        var headers = string.Concat(Enumerable.Range(0, Many / 10).Select(i => $"X-{i}: x\r\n"));

        await RefusedAsync(Multipart($"--b\r\nContent-Disposition: form-data; name=\"a\"\r\n{headers}\r\nx\r\n--b--\r\n"), HttpStatusCode.RequestEntityTooLarge, "The form is too large: ");
    }

    [TestCase("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx", Description = "a part that does not end")]
    [TestCase("--b\r\n--b\r\n--b", Description = "nothing but boundaries")]
    public async Task Multipart_ThatIsBroken_Is400(string text) => await RefusedAsync(Multipart(text), HttpStatusCode.BadRequest, "The form cannot be read");

    [TestCase("[")]
    [TestCase(".x")]
    public async Task Form_WithANameNestedAHundredThousandDeep_IsOneField(string nesting)
    {
        var answer = await ReadAsync(new StringContent("a" + string.Concat(Enumerable.Repeat(nesting, Many)) + "=1", Encoding.ASCII, "application/x-www-form-urlencoded"));

        Assert.That(answer.GetProperty("fields").GetInt32(), Is.EqualTo(1));
    }

    [TestCase("application/x-www-form-urlencoded", "__proto__=1&constructor=2&prototype=3&__proto__[polluted]=4&constructor.prototype.polluted=5&toString=6&hasOwnProperty=7")]
    [TestCase("application/json", """{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":2}}}""")]
    public async Task Names_OfTheLanguage_AreNamesLikeAnyOther(string type, string body)
    {
        var answer = await ReadAsync(new StringContent(body, Encoding.UTF8, type));

        Assert.That(answer.GetProperty("polluted")[0].ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(answer.GetProperty("polluted")[1].ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(answer.GetProperty("polluted")[3].GetBoolean(), Is.True);
    }

    [TestCase("[", "]")]
    [TestCase("{\"a\":", "}")]
    public async Task Json_NestedAHundredThousandDeep_IsNoJson(string open, string close)
    {
        var json = string.Concat(Enumerable.Repeat(open, Many)) + "1" + string.Concat(Enumerable.Repeat(close, Many));

        var answer = await ReadAsync(new StringContent(json, Encoding.ASCII, "application/json"));

        Assert.That(answer.GetProperty("body").GetString(), Is.Not.EqualTo("object"));
    }

    [Test]
    public async Task Body_LargerThanTheHostTakes_Is413() =>
        await RefusedAsync(new ByteArrayContent(new byte[(16 << 20) + 1]), HttpStatusCode.RequestEntityTooLarge, "larger than 16777216 bytes");

    [TestCase("GET /run HTTP/1.1\r\nHost: a\r\n{0}\r\n", "X-{0}: x\r\n", 1_000, "431", Description = "headers")]
    [TestCase("GET /run HTTP/1.1\r\nHost: a\r\nX: {0}\r\n\r\n", "xxxxxxxxxx", 10_000, "431", Description = "a long header")]
    [TestCase("GET /run HTTP/1.1\r\nHost: a\r\nCookie: {0}\r\n\r\n", "c{0}=x; ", 100_000, "431", Description = "cookies")]
    [TestCase("GET /run?{0} HTTP/1.1\r\nHost: a\r\n\r\n", "q{0}=x&", 100_000, "414", Description = "a query")]
    [TestCase("GET /run/{0} HTTP/1.1\r\nHost: a\r\n\r\n", "a/", 100_000, "414", Description = "a path")]
    public async Task Head_WithoutEnd_IsRefusedByTheWebServer(string request, string piece, int count, string status)
    {
        var pieces = string.Concat(Enumerable.Range(0, count).Select(i => string.Format(System.Globalization.CultureInfo.InvariantCulture, piece, i)));

        var answer = await SendRawAsync(request.Replace("{0}", pieces, StringComparison.Ordinal));

        Assert.That(answer, Does.StartWith($"HTTP/1.1 {status}"));
        await ServesAsync();
    }

    [Test]
    public async Task Cookies_AsManyAsFit_AreRead()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/run");
        request.Headers.Add("Cookie", string.Join("; ", Enumerable.Range(0, 2_000).Select(i => $"c{i}=x")));

        using var answer = await _host.Client.SendAsync(request);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
        await ServesAsync();
    }

    [Test]
    public async Task Query_OfAsManyPairsAsFit_IsRead()
    {
        using var answer = await _host.Client.GetAsync("/run?" + string.Concat(Enumerable.Repeat("a&", 3_500)));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
        await ServesAsync();
    }

    private async Task RefusedAsync(HttpContent content, HttpStatusCode status, string reason)
    {
        using var answer = await _host.Client.PostAsync("/run", content);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.StatusCode, Is.EqualTo(status));
            Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain(reason));
        }

        await ServesAsync();
    }

    private async Task<JsonElement> ReadAsync(HttpContent content)
    {
        using var answer = await _host.Client.PostAsync("/run", content);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
        await ServesAsync();
        return JsonElement.Parse(text);
    }

    private async Task ServesAsync() => Assert.That(await _host.Client.GetStringAsync("/ok"), Is.EqualTo("ok"), "the next request is served");

    private static StringContent Multipart(string text)
    {
        var content = new StringContent(text, Encoding.ASCII);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        return content;
    }

    /// <summary>The web server may close the connection before it has read everything; what it answered is there all the same.</summary>
    private async Task<string> SendRawAsync(string request)
    {
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(_host.EndPoint);
        var stream = client.GetStream();
        var sending = stream.WriteAsync(Encoding.Latin1.GetBytes(request)).AsTask();
        var buffer = new byte[4096];
        var read = await stream.ReadAsync(buffer);
        try
        {
            await sending;
        }
        catch (IOException)
        {
        }

        return Encoding.Latin1.GetString(buffer, 0, read);
    }
}
