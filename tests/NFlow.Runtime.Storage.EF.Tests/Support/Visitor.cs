using System.Text;
using System.Text.RegularExpressions;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Storage.EF.Tests.Support;

/// <summary>Somebody who visits the app of a host, keeping the session and posting the form of the last page.</summary>
internal sealed partial class Visitor(StoreHost host)
{
    private string? _session;
    private string? _next;

    public async Task<(int Status, string Body, string? Location)> SendAsync(string path, params (string Name, string Value)[] fields)
    {
        var (url, query) = path.Split('?', 2) is [var head, var tail] ? (head, tail) : (path, "");
        var form = new FieldCollection();
        foreach (var (name, value) in fields)
            form.Add(name, value);
        if (fields.Length > 0 && _next is not null)
            form.Add("nflow_next_node_run", _next);
        var request = new WorkflowRequest { Method = fields.Length > 0 ? "POST" : "GET", Path = url, QueryString = query, Form = form, SessionId = _session };
        var response = new WorkflowResponse();

        var report = await host.Get<IWorkflowEngine>().RunAsync(request, response, host.Services, CancellationToken.None);

        Assert.That(report.Outcome.Error?.Message, Is.Null, path);
        _session = response.SessionId ?? _session;
        var body = Encoding.UTF8.GetString(response.Body.Span);
        _next = NextNode().Match(body) is { Success: true } found ? found.Groups[1].Value : null;
        return (response.StatusCode, body, response.Headers.FirstOrDefault(header => header.Key == "Location").Value);
    }

    [GeneratedRegex("name=\"nflow_next_node_run\" value=\"([^\"]*)\"")]
    private static partial Regex NextNode();
}
