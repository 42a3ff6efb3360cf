using Microsoft.AspNetCore.OpenApi;
using NFlow.Runtime.AspNetCore.OpenApi;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts the app's starters into OpenAPI documents.</summary>
public static class NFlowOpenApiExtensions
{
    /// <summary>
    /// Lists the starters of the served app, wherever <c>MapNFlow()</c> put them, with method, path, path parameters, name and request schema:
    /// <c>builder.Services.AddOpenApi(options =&gt; options.AddNFlow())</c>. The document follows the app as it changes.
    /// </summary>
    /// <param name="options">The document's options.</param>
    /// <returns>The options.</returns>
    public static OpenApiOptions AddNFlow(this OpenApiOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.AddDocumentTransformer<StarterDocumentTransformer>();
    }
}
