using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using NFlow.Runtime.Apps;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Model;

namespace NFlow.Runtime.AspNetCore.Schemas;

/// <summary>The schemas that starters carry in <c>data.request_schema</c>, and their enforcement. Thread-safe; costs an app without schemas one look-up per request.</summary>
internal sealed partial class RequestSchemas(IEnumerable<IAppCatalog> catalogs, ILogger<RequestSchemas> logger)
{
    public const string Field = "request_schema";
    private const string ResumeField = "nflow_next_node_run";

    private readonly IAppCatalog? _catalog = catalogs.LastOrDefault();
    private readonly ConditionalWeakTable<AppDefinition, Dictionary<NodeDefinition, JsonSchema?>> _tables = [];

    /// <summary>The schema of a starter; null when it has none, or one that cannot be enforced.</summary>
    public JsonSchema? Find(AppDefinition app, NodeDefinition starter) => _tables.GetValue(app, Read).GetValueOrDefault(starter);

    /// <summary>Checks the body of a request that begins a run; one that resumes a run is a form's and not checked.</summary>
    /// <exception cref="RunFailedException">The body does not fit, or the starter's schema cannot be enforced.</exception>
    public void Enforce(WorkflowRequest request)
    {
        if (_catalog?.State.Definition is not { } app || _tables.GetValue(app, Read) is not { Count: > 0 } schemas)
            return;
        if (app.Routes.Match(request.Method, request.Path) is not { ResumeNodeId: null } match || !schemas.TryGetValue(match.Starter, out var schema))
            return;
        if (request.Fields.ContainsKey(ResumeField) || request.Method is "HEAD" or "OPTIONS" or "TRACE" || (request.Method is "GET" or "DELETE" && request.Body.IsEmpty))
            return;
        if (schema is null)
            throw new RunFailedException(new RunError(RunErrorKind.Step, "The request schema of this starter cannot be enforced; its author finds the reason in the log.") { Flow = match.Flow.Name, NodeId = match.Starter.Id });

        var violations = Check(schema, request);
        if (violations.Count > 0)
            throw new RunFailedException(new RunError(RunErrorKind.BadRequest, "The request does not fit its schema.")
            {
                Flow = match.Flow.Name,
                NodeId = match.Starter.Id,
                Exception = new SchemaViolationException(violations),
            });
    }

    private static IReadOnlyList<SchemaViolation> Check(JsonSchema schema, WorkflowRequest request)
    {
        try
        {
            using var body = JsonDocument.Parse(request.Body);
            return schema.Check(body.RootElement);
        }
        catch (JsonException)
        {
            return [new SchemaViolation("", "must be a JSON body")];
        }
        catch (InvalidOperationException)
        {
            return [new SchemaViolation("", "must hold only text that is Unicode")];
        }
    }

    private Dictionary<NodeDefinition, JsonSchema?> Read(AppDefinition app)
    {
        var schemas = new Dictionary<NodeDefinition, JsonSchema?>();
        foreach (var starter in app.Routes.Routes.Select(route => route.Starter).Distinct())
        {
            if (starter.Data.ValueKind != JsonValueKind.Object || !starter.Data.TryGetProperty(Field, out var text) || text.ValueKind == JsonValueKind.Null || (text.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(text.GetString())))
                continue;
            try
            {
                schemas[starter] = text.ValueKind == JsonValueKind.String ? JsonSchema.Parse(text.GetString()!) : JsonSchema.Parse(text);
            }
            catch (FormatException ex)
            {
                schemas[starter] = null;
                SchemaUnusable(logger, starter.FlowName, starter.Id, ex.Message);
            }
        }

        return schemas;
    }

    [LoggerMessage(2601, LogLevel.Error, "The request schema of starter {NodeId} in flow '{Flow}' cannot be enforced: {Reason}. Its requests are refused.", EventName = "RequestSchemaUnusable")]
    private static partial void SchemaUnusable(ILogger logger, string flow, string nodeId, string reason);
}
