using System.Diagnostics.CodeAnalysis;
using NFlow.Runtime;
using NFlow.Runtime.Storage.EF;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the runtime to a web application.</summary>
public static class NFlowServiceCollectionExtensions
{
    /// <summary>
    /// Adds the engine, its HTTP side, what scripts expect (HTTP calls, Mustache templates, <c>db</c> once a database is named for it) and the designer's database:
    /// the SQLite file <c>nflow.db</c> in the working directory, created with a sample app when it is missing.
    /// <c>AddEntityFrameworkStores(…)</c> on the builder chooses another database, <c>AddAppFile(…)</c> an app file, <c>AddScriptHttp(…)</c> and <c>AddScriptDb(…)</c> change what scripts may reach.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>A builder for steps, plugins and stores. Calling it twice is safe.</returns>
    [RequiresUnreferencedCode("The script engine, JSON and Entity Framework Core use reflection.")]
    [RequiresDynamicCode("The script engine, JSON and Entity Framework Core generate code at run time.")]
    public static INFlowBuilder AddNFlowRuntime(this IServiceCollection services, Action<NFlowOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var builder = services.AddNFlowCore(configure).AddAspNetCore().AddScriptHttp().AddMustache().AddScriptDb();
        // Only the first call: a later one must not undo AddAppFile() and the like.
        return services.All(service => service.ServiceType != typeof(INFlowDatabase)) ? builder.AddEntityFrameworkStores() : builder;
    }
}
