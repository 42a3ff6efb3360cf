using Microsoft.Data.Sqlite;

namespace NFlow.Runtime.Docs.Tests;

/// <summary>Lets SQLite read a statement against the designer's tables; what is PostgreSQL's alone is marked <c>postgres</c>.</summary>
internal static class SqlBlock
{
    private const string Tables = """
        CREATE TABLE nflow(id, name, json, default_js, tag); CREATE TABLE modules(id, name, form, mod, code); CREATE TABLE template(id, name, content);
        CREATE TABLE users(id, username, password, rol, active); CREATE TABLE api_tokens(id, name, token, start, expired, active, header, token_type); CREATE TABLE queries(id, name, query);
        CREATE TABLE tracker(id, log_id, box_id, box_name, box_type, url, username, connection_next, duration, created, order_box, payload, ip, real_ip, user_agent, query_param, hostname, host);
        """;

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public static string? Explain(DocumentBlock block)
    {
        if (block.Mark("postgres") is not null)
            return null;
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        try
        {
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements of our own documents.
            command.CommandText = Tables + block.Text;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
            return null;
        }
        catch (SqliteException exception)
        {
            return exception.Message;
        }
    }
}
