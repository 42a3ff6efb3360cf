using NFlow.Runtime.Model;

namespace NFlow.Runtime.Storage.EF.Tests.Support;

/// <summary>Rows as the designer would write them.</summary>
internal static class Seeds
{
    public static async Task PutModuleAsync(this TestDatabase database, ModuleDefinition module)
    {
        await database.ExecuteAsync("DELETE FROM modules WHERE name = $1", module.Name);
        await database.ExecuteAsync("INSERT INTO modules (name, form, mod, code) VALUES ($1, '', '{}', $2)", module.Name, module.Code.Length == 0 ? null : module.Code);
    }

    public static Task PutTemplateAsync(this TestDatabase database, string name, string text) =>
        database.ExecuteAsync("INSERT INTO template (content, name) VALUES ($1, $2)", text, name);

    public static Task PutTokenAsync(this TestDatabase database, TokenRecord token) =>
        database.ExecuteAsync(
            "INSERT INTO api_tokens (id, name, token, expired, active, header, token_type) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            token.Id,
            token.Name,
            token.Token,
            token.ExpiresAt?.ToUnixTimeSeconds(),
            token.IsActive,
            token.Header,
            token.Type);
}
