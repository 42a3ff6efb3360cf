using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using NFlow.Runtime.Apps;
using NFlow.Runtime.AspNetCore.Routing;
using NFlow.Runtime.AspNetCore.Schemas;
using NFlow.Runtime.Model;
using Route = NFlow.Runtime.Routing.Route;

namespace NFlow.Runtime.AspNetCore.OpenApi;

/// <summary>Writes the served app's starters into the host's OpenAPI document, where <c>MapNFlow</c> put them.</summary>
internal sealed class StarterDocumentTransformer(IAppCatalog catalog, RequestSchemas schemas, EndpointDataSource endpoints) : IOpenApiDocumentTransformer
{
    private static readonly HttpMethod[] AnyMethod = [HttpMethod.Get, HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete];

    public async Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var app = await catalog.GetAsync(cancellationToken).ConfigureAwait(false);
        foreach (var mapping in Mappings())
            foreach (var route in app.Routes.Routes)
                if (mapping.PathOf(route) is { } path)
                    Add(document, app, route, path);
    }

    private IEnumerable<MappedPrefix> Mappings() =>
        from endpoint in endpoints.Endpoints.OfType<RouteEndpoint>()
        let metadata = endpoint.Metadata.GetMetadata<NFlowEndpointMetadata>()
        where metadata is not null
        select MappedPrefix.Of(endpoint.RoutePattern, metadata.SkippedSegments);

    private void Add(OpenApiDocument document, AppDefinition app, Route route, string path)
    {
        document.Paths ??= [];
        if (!document.Paths.TryGetValue(path, out var existing) || existing is not OpenApiPathItem item)
            document.Paths[path] = item = new OpenApiPathItem();
        item.Operations ??= [];
        foreach (var method in route.Method == Route.AnyMethod ? AnyMethod : [new HttpMethod(route.Method)])
        {
            // The host's own operation comes first, as its endpoint does.
            if (!item.Operations.ContainsKey(method))
                item.Operations[method] = Describe(document, app, route, path, method);
        }
    }

    private OpenApiOperation Describe(OpenApiDocument document, AppDefinition app, Route route, string path, HttpMethod method)
    {
        var operation = new OpenApiOperation
        {
            OperationId = $"{method.Method.ToLowerInvariant()}_{route.Starter.Id}",
            Summary = route.Starter.Name.Length > 0 ? route.Starter.Name : null,
            Parameters = [.. PathParameters(path)],
            Responses = new OpenApiResponses { ["default"] = new OpenApiResponse { Description = "What the flow answers." } },
        };
        if (route.Flow.Name.Length > 0)
        {
            document.Tags ??= new HashSet<OpenApiTag>();
            if (document.Tags.All(tag => tag.Name != route.Flow.Name))
                document.Tags.Add(new OpenApiTag { Name = route.Flow.Name });
            operation.Tags = new HashSet<OpenApiTagReference> { new(route.Flow.Name, document) };
        }

        if (method != HttpMethod.Get && method != HttpMethod.Delete && schemas.Find(app, route.Starter) is { } schema)
            AddBody(document, operation, route.Starter.Id, schema);
        return operation;
    }

    private static void AddBody(OpenApiDocument document, OpenApiOperation operation, string starterId, JsonSchema schema)
    {
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = SchemaConversion.Convert(schema.Root, $"starter_{starterId}", document) } },
        };
        operation.Responses!["400"] = new OpenApiResponse
        {
            Description = "The body does not fit the schema; every violation is listed.",
            Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = SchemaConversion.Convert(ViolationsSchema, "violations", document) } },
        };
    }

    private static IEnumerable<IOpenApiParameter> PathParameters(string path) =>
        from segment in path.Split('/')
        where segment.StartsWith('{')
        select new OpenApiParameter
        {
            Name = segment.Trim('{', '}'),
            In = ParameterLocation.Path,
            Required = true,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        };

    private static JsonElement ViolationsSchema { get; } = JsonSerializer.Deserialize<JsonElement>(
        """
        {"type":"object","properties":{"message":{"type":"string"},"violations":{"type":"array","items":{"type":"object",
         "properties":{"path":{"type":"string","description":"JSON Pointer"},"message":{"type":"string"}}}}}}
        """);
}
