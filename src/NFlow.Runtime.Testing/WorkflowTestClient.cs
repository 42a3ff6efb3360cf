using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Apps;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Testing;

/// <summary>Somebody who sends requests and keeps session and cookies, as a browser does. Use one at a time per test user; not thread-safe.</summary>
public sealed class WorkflowTestClient
{
    private readonly WorkflowTestHost _host;
    private readonly RunWatcher _watcher;
    private readonly ScriptLog _log;
    private string _page = "/";

    internal WorkflowTestClient(WorkflowTestHost host, RunWatcher watcher, ScriptLog log)
    {
        _host = host;
        _watcher = watcher;
        _log = log;
    }

    /// <summary>Id of the client's session; null until a run opens one.</summary>
    public string? SessionId { get; set; }

    /// <summary>Headers that every request of this client carries.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Cookies that every request of this client carries; those that scripts set are kept here.</summary>
    public IDictionary<string, string> Cookies { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The address the client is sent from, for <c>c.RealIP()</c>.</summary>
    public string RemoteAddress { get; set; } = "127.0.0.1";

    /// <summary>Sends a GET.</summary>
    /// <param name="url">Path with query, such as <c>/orders?id=7</c>.</param>
    /// <param name="cancellationToken">Cancels the run, as a client that goes away does.</param>
    /// <returns>The run.</returns>
    public Task<WorkflowTestRun> GetAsync(string url, CancellationToken cancellationToken = default) =>
        SendAsync("GET", url, "", default, FieldCollection.Empty, cancellationToken);

    /// <summary>Posts a form.</summary>
    /// <param name="url">Path with query.</param>
    /// <param name="fields">The form's fields.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <returns>The run.</returns>
    public Task<WorkflowTestRun> PostFormAsync(string url, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var form = new FieldCollection();
        foreach (var (name, value) in fields)
            form.Add(name, value);
        return SendAsync("POST", url, "application/x-www-form-urlencoded", default, form, cancellationToken);
    }

    /// <summary>Posts the form that the last answer showed: resumes the waiting run at a node that it offered.</summary>
    /// <param name="nodeNameOrId">The node to go on at, as the form's hidden field <c>nflow_next_node_run</c> names it.</param>
    /// <param name="fields">The form's fields.</param>
    /// <returns>The run.</returns>
    /// <exception cref="WorkflowAssertionException">The app has no such node.</exception>
    public async Task<WorkflowTestRun> SubmitAsync(string nodeNameOrId, params KeyValuePair<string, string>[] fields)
    {
        var app = await _host.Services.GetRequiredService<IAppCatalog>().GetAsync(CancellationToken.None).ConfigureAwait(false);
        var node = app.Flows.SelectMany(flow => flow.Nodes).FirstOrDefault(node => node.Id == nodeNameOrId || node.Name == nodeNameOrId)
            ?? throw new WorkflowAssertionException($"The app has no node '{nodeNameOrId}'.");
        return await PostFormAsync(_page, fields.Prepend(new(WorkflowEngine.ResumeField, node.Id))).ConfigureAwait(false);
    }

    /// <summary>Posts JSON.</summary>
    /// <typeparam name="T">Type of the body.</typeparam>
    /// <param name="url">Path with query.</param>
    /// <param name="body">Serialised with <see cref="JsonSerializerOptions.Web"/>.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <returns>The run.</returns>
    public Task<WorkflowTestRun> PostJsonAsync<T>(string url, T body, CancellationToken cancellationToken = default) => SendJsonAsync("POST", url, body, cancellationToken);

    /// <summary>Sends JSON with any method.</summary>
    /// <typeparam name="T">Type of the body.</typeparam>
    /// <param name="method">HTTP method.</param>
    /// <param name="url">Path with query.</param>
    /// <param name="body">Serialised with <see cref="JsonSerializerOptions.Web"/>.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <returns>The run.</returns>
    public Task<WorkflowTestRun> SendJsonAsync<T>(string method, string url, T body, CancellationToken cancellationToken = default) =>
        SendAsync(method, url, "application/json", JsonSerializer.SerializeToUtf8Bytes(body, JsonSerializerOptions.Web), FieldCollection.Empty, cancellationToken);

    /// <summary>Sends any request as it is. Its session and cookies are those it names; this client's other methods name this client's.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <returns>The run.</returns>
    /// <exception cref="WorkflowAssertionException">A fake was asked for something that the test has not prepared.</exception>
    public async Task<WorkflowTestRun> SendAsync(WorkflowRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var response = new WorkflowResponse();
        var scope = _host.Services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var report = await _host.Services.GetRequiredService<IWorkflowEngine>().RunAsync(request, response, scope.ServiceProvider, cancellationToken).ConfigureAwait(false);
            SessionId = response.SessionId ?? SessionId;
            KeepCookies(response);
            _page = request.Path;
            var run = new WorkflowTestRun(report, response, _watcher, _log);
            _host.ThrowIfUnexpected(run.Drawing);
            return run;
        }
    }

    private Task<WorkflowTestRun> SendAsync(string method, string url, string contentType, ReadOnlyMemory<byte> body, FieldCollection form, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(url);
        var question = url.IndexOf('?');
        var headers = new FieldCollection(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in Headers)
            headers.Add(name, value);
        return SendAsync(
            new WorkflowRequest
            {
                Method = method,
                Path = question < 0 ? url : url[..question],
                QueryString = question < 0 ? "" : url[(question + 1)..],
                ContentType = contentType,
                Body = body,
                Form = form,
                Headers = headers,
                Cookies = new Dictionary<string, string>(Cookies),
                SessionId = SessionId,
                RemoteAddress = RemoteAddress,
            },
            cancellationToken);
    }

    private void KeepCookies(WorkflowResponse response)
    {
        foreach (var (name, value) in response.Headers)
        {
            if (!name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase))
                continue;
            var pair = value.Split(';', 2)[0].Split('=', 2);
            if (pair.Length == 2)
                Cookies[pair[0].Trim()] = pair[1].Trim();
        }
    }
}
