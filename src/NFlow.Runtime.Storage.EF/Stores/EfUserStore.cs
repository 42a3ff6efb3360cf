using Microsoft.EntityFrameworkCore;
using NFlow.Runtime.Storage.EF.Databases;
using NFlow.Runtime.Storage.EF.Designer;
using NFlow.Runtime.Storage.EF.Queries;
using Compiled = Microsoft.EntityFrameworkCore.EF;

namespace NFlow.Runtime.Storage.EF.Stores;

/// <summary>Users in the designer's table <c>users</c>. Thread-safe.</summary>
internal sealed class EfUserStore(NFlowDatabase database, QueryCatalog queries) : IUserStore
{
    private readonly Func<NFlowDbContext, string, Task<UserRow?>> _find = Compiled.CompileAsyncQuery((NFlowDbContext context, string name) =>
        context.Users.AsNoTracking().OrderBy(row => row.Id).FirstOrDefault(row => row.UserName == name));

    public async ValueTask<UserRecord?> FindAsync(string name, CancellationToken cancellationToken) =>
        StoredText.CanExist(name)
            ? await database.ReadAsync("reading a user", (lease, token) => FindAsync(lease, name, token), cancellationToken).ConfigureAwait(false)
            : null;

    public async ValueTask SaveAsync(UserRecord user, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            "saving a user",
            async (lease, token) =>
            {
                await lease.BeginWriteAsync(token).ConfigureAwait(false);
                await SaveAsync(lease.Context, user, token).ConfigureAwait(false);
                await lease.CommitAsync(token).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);

    private async Task<UserRecord?> FindAsync(DatabaseLease lease, string name, CancellationToken cancellationToken)
    {
        if (await queries.FindOverrideAsync(lease, StockQueries.GetUser, cancellationToken).ConfigureAwait(false) is { } sql)
        {
            var found = await lease.QueryAsync(
                StockQueries.GetUser,
                sql,
                name,
                ["id", "username", "password", "rol", "active"],
                row => new UserRecord(row.Number(0) ?? 0, row.Text(1)?.TrimEnd(' ') ?? name, row.Text(2)?.TrimEnd(' ') ?? "", row.Text(3)?.TrimEnd(' ') ?? "", row.Flag(4)),
                cancellationToken).ConfigureAwait(false);
            return found.FirstOrDefault();
        }

        return await _find(lease.Context, name).ConfigureAwait(false) is { } user
            ? new UserRecord(user.Id, user.UserName, user.Password, user.Role ?? "", user.Active ?? false)
            : null;
    }

    private static async Task SaveAsync(NFlowDbContext context, UserRecord user, CancellationToken cancellationToken)
    {
        var updated = await context.Users.Where(row => row.UserName == user.Name)
            .ExecuteUpdateAsync(
                row => row.SetProperty(u => u.Password, user.PasswordHash).SetProperty(u => u.Role, user.Role).SetProperty(u => u.Active, user.IsActive),
                cancellationToken).ConfigureAwait(false);
        if (updated > 0)
            return;
        context.Users.Add(new UserRow { UserName = user.Name, Password = user.PasswordHash, Role = user.Role, Active = user.IsActive });
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
    }
}
