using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Testing;

/// <summary>Somebody who sends requests and keeps a session, as a browser does. Use one at a time per test user; not thread-safe.</summary>
public sealed class WorkflowTestClient
{
    private readonly IServiceProvider _services;

    internal WorkflowTestClient(IServiceProvider services) => _services = services;

    /// <summary>Id of the client's session; null until a run opens one.</summary>
    public string? SessionId { get; private set; }

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

    /// <summary>Posts JSON.</summary>
    /// <typeparam name="T">Type of the body.</typeparam>
    /// <param name="url">Path with query.</param>
    /// <param name="body">Serialised with <see cref="JsonSerializerOptions.Web"/>.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <returns>The run.</returns>
    public Task<WorkflowTestRun> PostJsonAsync<T>(string url, T body, CancellationToken cancellationToken = default) =>
        SendAsync("POST", url, "application/json", JsonSerializer.SerializeToUtf8Bytes(body, JsonSerializerOptions.Web), FieldCollection.Empty, cancellationToken);

    /// <summary>Sends any request. Its session is the one it names; this client's methods name this client's.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <returns>The run.</returns>
    public async Task<WorkflowTestRun> SendAsync(WorkflowRequest request, CancellationToken cancellationToken = default)
    {
        var response = new WorkflowResponse();
        var scope = _services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var report = await _services.GetRequiredService<IWorkflowEngine>().RunAsync(request, response, scope.ServiceProvider, cancellationToken).ConfigureAwait(false);
            SessionId = response.SessionId ?? SessionId;
            return new WorkflowTestRun(report, response, _services.GetRequiredService<RunRecorder>().Take(report.RunId));
        }
    }

    private Task<WorkflowTestRun> SendAsync(string method, string url, string contentType, ReadOnlyMemory<byte> body, FieldCollection form, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(url);
        var question = url.IndexOf('?');
        return SendAsync(
            new WorkflowRequest
            {
                Method = method,
                Path = question < 0 ? url : url[..question],
                QueryString = question < 0 ? "" : url[(question + 1)..],
                ContentType = contentType,
                Body = body,
                Form = form,
                SessionId = SessionId,
                RemoteAddress = "127.0.0.1",
            },
            cancellationToken);
    }
}
