using System.Text;
using Microsoft.EntityFrameworkCore;
using NFlow.Runtime.Model;
using NFlow.Runtime.Storage.EF.Databases;
using NFlow.Runtime.Storage.EF.Designer;
using NFlow.Runtime.Storage.EF.Queries;

namespace NFlow.Runtime.Storage.EF.Stores;

/// <summary>Apps and modules in the designer's tables <c>nflow</c> and <c>modules</c>. Thread-safe.</summary>
internal sealed class EfAppStore(NFlowDatabase database, QueryCatalog queries, AppVersionReader versions) : IAppStore, IModuleStore, IAppSourceReader
{
    public async ValueTask<AppDocument?> FindAsync(string name, CancellationToken cancellationToken) =>
        StoredText.CanExist(name)
            ? await database.ReadAsync($"reading app '{name}'", (lease, token) => FindAppAsync(lease, name, token), cancellationToken).ConfigureAwait(false)
            : null;

    public async ValueTask<string?> ReadVersionAsync(string name, CancellationToken cancellationToken) =>
        StoredText.CanExist(name)
            ? await database.ReadAsync(
                $"reading the version of app '{name}'",
                async (lease, token) =>
                {
                    var plan = await versions.PlanAsync(lease, token).ConfigureAwait(false);
                    return await AppVersionReader.ReadAsync(lease, plan, name, token).ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false)
            : null;

    public async ValueTask<IReadOnlyList<ModuleDefinition>> ListAsync(CancellationToken cancellationToken) =>
        await database.ReadAsync("reading the modules", ListModulesAsync, cancellationToken).ConfigureAwait(false);

    public async ValueTask<AppSource?> ReadAsync(string name, CancellationToken cancellationToken) =>
        StoredText.CanExist(name)
            ? await database.ReadAsync(
                $"loading app '{name}'",
                async (lease, token) =>
                {
                    var plan = await versions.PlanAsync(lease, token).ConfigureAwait(false);
                    await lease.BeginSnapshotAsync(token).ConfigureAwait(false);
                    var version = await AppVersionReader.ReadAsync(lease, plan, name, token).ConfigureAwait(false);
                    return version is not null && await FindAppAsync(lease, name, token).ConfigureAwait(false) is { } document
                        ? new AppSource(document, await ListModulesAsync(lease, token).ConfigureAwait(false), version)
                        : null;
                },
                cancellationToken).ConfigureAwait(false)
            : null;

    public async ValueTask SaveAsync(AppDocument document, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            $"saving app '{document.Name}'",
            async (lease, token) =>
            {
                var sql = await queries.FindOverrideAsync(lease, StockQueries.UpdateApp, token).ConfigureAwait(false);
                await lease.BeginWriteAsync(token).ConfigureAwait(false);
                await (sql is null ? SaveAppAsync(lease, document, token) : SaveAppAsync(lease, document, sql, token)).ConfigureAwait(false);
                await lease.CommitAsync(token).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);

    private async Task<AppDocument?> FindAppAsync(DatabaseLease lease, string name, CancellationToken cancellationToken)
    {
        var sql = await queries.FindOverrideAsync(lease, StockQueries.GetApp, cancellationToken).ConfigureAwait(false) ?? AppVersionReader.ContentSql;
        var found = await lease.QueryAsync(
            StockQueries.GetApp, sql, name, ["json", "default_js"], row => new AppDocument(name, Encoding.UTF8.GetBytes(row.Text(0) ?? ""), row.Text(1) ?? ""), cancellationToken).ConfigureAwait(false);
        return found.FirstOrDefault();
    }

    private async Task<IReadOnlyList<ModuleDefinition>> ListModulesAsync(DatabaseLease lease, CancellationToken cancellationToken)
    {
        var sql = await queries.FindOverrideAsync(lease, StockQueries.GetModules, cancellationToken).ConfigureAwait(false);
        return sql is null
            ? await lease.QueryAsync(
                StockQueries.GetModules, AppVersionReader.ModulesSql, null, ["name", "code"], row => new ModuleDefinition(row.Text(0) ?? "", row.Text(1) ?? ""), cancellationToken).ConfigureAwait(false)
            : await lease.QueryAsync(
                StockQueries.GetModules, sql, null, ["form", "mod", "code", "name"], row => new ModuleDefinition(row.Text(3) ?? "", row.Text(2) ?? ""), cancellationToken).ConfigureAwait(false);
    }

    private static async Task SaveAppAsync(DatabaseLease lease, AppDocument document, CancellationToken cancellationToken)
    {
        var json = Encoding.UTF8.GetString(document.Json.Span);
        var updated = await lease.Context.Apps.Where(row => row.Name == document.Name)
            .ExecuteUpdateAsync(row => row.SetProperty(app => app.Json, json).SetProperty(app => app.DefaultJs, document.DefaultScript), cancellationToken).ConfigureAwait(false);
        if (updated > 0)
            return;
        lease.Context.Apps.Add(new AppRow { Name = document.Name, Json = json, DefaultJs = document.DefaultScript });
        await lease.Context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>An installation's own SQL replaces the JSON of a row that exists, as the designer's does.</summary>
    private async Task SaveAppAsync(DatabaseLease lease, AppDocument document, string sql, CancellationToken cancellationToken)
    {
        var stored = await FindAppAsync(lease, document.Name, cancellationToken).ConfigureAwait(false);
        if (stored is null)
            throw new StorageException($"There is no app '{document.Name}' yet, and {StockQueries.UpdateApp} in table queries can only change one. Insert its row first.");
        if (stored.DefaultScript != document.DefaultScript)
            throw new StorageException($"The default script of app '{document.Name}' cannot be saved: {StockQueries.UpdateApp} in table queries writes the JSON only. Change it in the database.");
        await lease.ExecuteAsync(sql, [Encoding.UTF8.GetString(document.Json.Span), document.Name], cancellationToken).ConfigureAwait(false);
    }
}
