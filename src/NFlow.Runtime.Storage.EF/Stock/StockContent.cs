using System.Text.Json;
using System.Text.Json.Serialization;
using NFlow.Runtime.Storage.EF.Databases;
using NFlow.Runtime.Storage.EF.Queries;

namespace NFlow.Runtime.Storage.EF.Stock;

/// <summary>What a new database starts with: embedded files of this package.</summary>
internal static class StockContent
{
    /// <summary>Adds queries, modules, templates and, under a name, the sample app; the caller owns the transaction.</summary>
    public static async Task AddAsync(DatabaseLease lease, string? appName, CancellationToken cancellationToken)
    {
        foreach (var (name, sql) in StockQueries.All)
            await lease.ExecuteAsync("INSERT INTO queries (name, query) VALUES ($1, $2)", [name, sql], cancellationToken).ConfigureAwait(false);
        foreach (var module in Modules())
            await lease.ExecuteAsync("INSERT INTO modules (name, form, mod, code) VALUES ($1, $2, $3, $4)", [module.Name, module.ToForm(), module.ToBox(), PackageFile.Find($"Modules/{module.Name}.js")], cancellationToken).ConfigureAwait(false);
        foreach (var name in TemplateNames())
            await lease.ExecuteAsync("INSERT INTO template (name, content) VALUES ($1, $2)", [name, PackageFile.Read($"Templates/{name}.html")], cancellationToken).ConfigureAwait(false);
        if (appName is not null)
            await lease.ExecuteAsync("INSERT INTO nflow (name, json, default_js) VALUES ($1, $2, $3)", [appName, PackageFile.Read("App/app.json"), PackageFile.Read("App/default.js")], cancellationToken).ConfigureAwait(false);
    }

    private static StockModule[] Modules() => JsonSerializer.Deserialize(PackageFile.Read("modules.json"), StockJson.Default.StockModuleArray)!;

    private static IEnumerable<string> TemplateNames() =>
        PackageFile.Names
            .Where(name => name.StartsWith("Templates/", StringComparison.Ordinal))
            .Select(name => Path.GetFileNameWithoutExtension(name))
            .Order(StringComparer.Ordinal);
}

/// <summary>Reads <c>modules.json</c>.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(StockModule[]))]
internal sealed partial class StockJson : JsonSerializerContext;
