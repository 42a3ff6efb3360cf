namespace NFlow.Runtime.Benchmarks.Floor;

/// <summary>Floor A: what Kestrel costs. Answers bytes that are in memory; echo sends the body back.</summary>
internal sealed class FixedAnswer
{
    private readonly byte[]? _body;
    private readonly string _contentType;

    public FixedAnswer(string workloads, string name)
    {
        var path = Path.Combine(workloads, "expected", name);
        _body = name == "echo" ? null : File.ReadAllBytes(path);
        _contentType = name == "form" ? "text/html; charset=UTF-8" : "application/json";
    }

    public async Task HandleAsync(HttpContext context)
    {
        var body = _body ?? await RequestBody.ReadAsync(context);
        context.Response.ContentType = _contentType;
        context.Response.ContentLength = body.Length;
        await context.Response.BodyWriter.WriteAsync(body);
    }
}
