using System.IO.Enumeration;
using System.Net;
using System.Text;
using System.Text.Json;

namespace NFlow.Runtime.Testing;

/// <summary>Which calls are answered, and how. Several answers are given one after the other; the last is repeated. Thread-safe.</summary>
public sealed class FakeHttpRule
{
    private readonly Lock _lock = new();
    private readonly List<Func<FakeHttpCall, HttpResponseMessage>> _answers = [];
    private readonly string _method;
    private readonly string _url;
    private int _given;

    internal FakeHttpRule(string method, string url)
    {
        _method = method;
        _url = url;
    }

    /// <summary>Answers with JSON.</summary>
    /// <typeparam name="T">Type of the body.</typeparam>
    /// <param name="body">Serialised with <see cref="JsonSerializerOptions.Web"/>.</param>
    /// <param name="status">HTTP status.</param>
    /// <returns>This rule.</returns>
    public FakeHttpRule RespondJson<T>(T body, int status = 200) => Respond(JsonSerializer.Serialize(body, JsonSerializerOptions.Web), status, "application/json");

    /// <summary>Answers with text.</summary>
    /// <param name="body">The body.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="contentType">Media type.</param>
    /// <returns>This rule.</returns>
    public FakeHttpRule Respond(string body, int status = 200, string contentType = "text/plain") =>
        Respond(_ => new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, contentType) });

    /// <summary>Answers as a function decides.</summary>
    /// <param name="answer">Gets the call, gives a new response.</param>
    /// <returns>This rule.</returns>
    public FakeHttpRule Respond(Func<FakeHttpCall, HttpResponseMessage> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        lock (_lock)
            _answers.Add(answer);
        return this;
    }

    /// <summary>The connection breaks.</summary>
    /// <returns>This rule.</returns>
    public FakeHttpRule Fail() => Respond(_ => throw new IOException("The connection is broken."));

    /// <inheritdoc/>
    public override string ToString() => $"{_method} {_url}";

    internal bool Fits(FakeHttpCall call) =>
        (_method == "*" || _method.Equals(call.Method, StringComparison.OrdinalIgnoreCase)) && FileSystemName.MatchesSimpleExpression(Escape(_url), call.Url, ignoreCase: false);

    internal HttpResponseMessage Answer(FakeHttpCall call)
    {
        Func<FakeHttpCall, HttpResponseMessage> answer;
        lock (_lock)
            answer = _answers.Count == 0 ? static _ => new HttpResponseMessage(HttpStatusCode.OK) : _answers[Math.Min(_given++, _answers.Count - 1)];
        return answer(call);
    }

    /// <summary>A question mark in an address is itself.</summary>
    private static string Escape(string url) => url.Replace("?", "\\?", StringComparison.Ordinal);
}
