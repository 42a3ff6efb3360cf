using System.Collections.Frozen;

namespace NFlow.Runtime.Storage.EF.Queries;

/// <summary>The rows of table <c>queries</c> as every installation starts with them.</summary>
internal static class StockQueries
{
    public const string GetApp = "QueryGetApp";
    public const string UpdateApp = "QueryUpdateApp";
    public const string GetModules = "QueryGetModules";
    public const string GetTemplate = "QueryGetTemplate";
    public const string GetUser = "QueryGetUser";
    public const string GetToken = "QueryGetToken";
    public const string InsertLog = "QueryInsertLog";

    /// <summary>Name and text, in the order in which they are written to a new database.</summary>
    public static readonly IReadOnlyList<KeyValuePair<string, string>> All =
    [
        new("QueryInsertTemplate", "INSERT INTO template(content,name) values($1,$2)"),
        new("QueryUpdateTemplate", "UPDATE template SET content = $1 WHERE name = $2"),
        new("QueryGetTemplates", "SELECT id, name, content  FROM template order by name"),
        new("QueryGetTemplateCount", "SELECT  count(*) count  FROM template t WHERE t.name= $1"),
        new(GetTemplate, "SELECT id, name , content FROM template t  WHERE t.name = $1"),
        new(InsertLog, "INSERT INTO tracker (log_id, box_id, box_name, box_type, url, username, connection_next, duration, order_box, payload, ip,real_ip,user_agent,query_param,hostname,host) VALUES ($1,$2,$3,$4,$5,$6,$7,$8, $9, $10, $11, $12, $13, $14, $15, $16)"),
        new("QueryDeleteModule", "DELETE FROM modules WHERE name = $1"),
        new("QueryInsertModule", "INSERT INTO modules (name, form, mod, code) VALUES ($1,$2,$3, $4)"),
        new(UpdateApp, "UPDATE nflow SET json = $1 WHERE name = $2"),
        new("QueryUpdateCodeModuleByName", "UPDATE modules SET code = $1 WHERE name = $2"),
        new("QueryUpdateFormModuleByName", "UPDATE modules SET form = $1 WHERE name = $2"),
        new("QueryUpdateModModuleByName", "UPDATE modules SET mod = $1 WHERE name = $2"),
        new("QueryGetModuleByName", "SELECT form, mod, code FROM modules WHERE name = $1"),
        new("QueryCountModulesByName", "SELECT COUNT(*) c FROM modules WHERE name = $1"),
        new(GetModules, "SELECT form, mod, code, name FROM modules order by upper(name) desc"),
        new(GetApp, "SELECT json , default_js FROM nflow  where name = $1"),
        new(GetUser, "SELECT id, username,password,rol, active FROM users WHERE username = $1"),
        new(GetToken, "SELECT id, name, token, start, expired, active, header, token_type FROM api_tokens a where  a.name = $1"),
        new("QueryDeleteTemplate", "DELETE FROM template  WHERE name = $1"),
    ];

    private static readonly FrozenDictionary<string, string> Normalized =
        All.ToFrozenDictionary(pair => pair.Key, pair => Normalize(pair.Value), StringComparer.Ordinal);

    /// <summary>Whether the text says what the stock row says: blanks, case of keywords and a final semicolon do not matter.</summary>
    public static bool IsStock(string name, string sql) => Normalized.TryGetValue(name, out var stock) && Normalize(sql) == stock;

    private static string Normalize(string sql) =>
        string.Concat(sql.Where(c => !char.IsWhiteSpace(c)).Select(char.ToLowerInvariant)).TrimEnd(';');
}
