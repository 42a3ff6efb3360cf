using System.Reflection;
using System.Text;
using System.Text.Json;
using NFlow.Runtime.Storage.EF.Designer;
using NFlow.Runtime.Storage.EF.Queries;

namespace NFlow.Runtime.Storage.EF.Stock;

/// <summary>What a new database starts with: embedded files of this package.</summary>
internal static class StockContent
{
    private static readonly Assembly Package = typeof(StockContent).Assembly;

    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web);

    /// <summary>Adds queries, modules, templates and, under a name, the sample app; the caller owns the transaction.</summary>
    public static async Task AddAsync(NFlowDbContext context, string? appName, CancellationToken cancellationToken)
    {
        context.Queries.AddRange(StockQueries.All.Select(query => new QueryRow { Name = query.Key, Query = query.Value }));
        context.Modules.AddRange(Modules().Select(module => new ModuleRow { Name = module.Name, Form = module.ToForm(), Mod = module.ToBox(), Code = Find($"Modules/{module.Name}.js") }));
        context.Templates.AddRange(TemplateNames().Select(name => new TemplateRow { Name = name, Content = Read($"Templates/{name}.html") }));
        if (appName is not null)
            context.Apps.Add(new AppRow { Name = appName, Json = Read("App/app.json"), DefaultJs = Read("App/default.js") });
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
    }

    private static StockModule[] Modules() => JsonSerializer.Deserialize<StockModule[]>(Read("modules.json"), Camel)!;

    private static IEnumerable<string> TemplateNames() =>
        Package.GetManifestResourceNames()
            .Where(name => name.StartsWith("Templates/", StringComparison.Ordinal))
            .Select(name => Path.GetFileNameWithoutExtension(name))
            .Order(StringComparer.Ordinal);

    private static string Read(string file) =>
        Find(file) ?? throw new InvalidOperationException($"The package lacks its embedded file {file}.");

    private static string? Find(string file)
    {
        using var stream = Package.GetManifestResourceStream(file);
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
