using System.Text;
using Npgsql;

namespace NFlow.Runtime.Storage.EF.Databases;

/// <summary>Reads where a PostgreSQL database is, in any of the three forms in use: key=value (libpq), URL and Npgsql's own.</summary>
internal static class PostgresAddress
{
    private const string Forms = "Expected host=db user=app password=… dbname=nflow, or postgres://app:…@db:5432/nflow, or Host=db;Username=app;Password=…;Database=nflow.";

    private static readonly Dictionary<string, string> LibpqKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        ["host"] = "Host",
        ["hostaddr"] = "Host",
        ["port"] = "Port",
        ["user"] = "Username",
        ["password"] = "Password",
        ["dbname"] = "Database",
        ["sslmode"] = "SSL Mode",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["sslpassword"] = "SSL Password",
        ["sslrootcert"] = "Root Certificate",
        ["connect_timeout"] = "Timeout",
        ["application_name"] = "Application Name",
        ["search_path"] = "Search Path",
        ["options"] = "Options",
        ["timezone"] = "Timezone",
        ["passfile"] = "Passfile",
        ["target_session_attrs"] = "Target Session Attributes",
        ["client_encoding"] = "Client Encoding",
    };

    /// <returns>A connection string for Npgsql.</returns>
    /// <exception cref="StorageException">The text is none of the three forms; the message does not repeat it, since it may hold a password.</exception>
    public static string Parse(string dsn)
    {
        if (string.IsNullOrWhiteSpace(dsn))
            throw Malformed("is empty");
        dsn = dsn.Trim();
        try
        {
            var settings = IsUrl(dsn) ? FromUrl(dsn) : IsLibpq(dsn) ? FromLibpq(dsn) : new NpgsqlConnectionStringBuilder(dsn);
            return string.IsNullOrEmpty(settings.Host) ? throw Malformed("names no host") : settings.ConnectionString;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            throw Malformed("cannot be read");
        }
    }

    private static StorageException Malformed(string what) => new($"The PostgreSQL connection string {what}. {Forms}");

    private static bool IsUrl(string dsn) =>
        dsn.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || dsn.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    private static NpgsqlConnectionStringBuilder FromUrl(string dsn)
    {
        if (!Uri.TryCreate(dsn, UriKind.Absolute, out var uri))
            throw Malformed("is not a valid URL (a '/', '@', ':', '#' or '%' in the password is written percent-encoded)");

        var settings = new NpgsqlConnectionStringBuilder { Host = uri.IsDefaultPort && uri.Host.Length == 0 ? "localhost" : uri.IdnHost };
        if (uri.Port > 0)
            settings.Port = uri.Port;
        if (uri.UserInfo.Length > 0)
        {
            var colon = uri.UserInfo.IndexOf(':', StringComparison.Ordinal);
            settings.Username = Uri.UnescapeDataString(colon < 0 ? uri.UserInfo : uri.UserInfo[..colon]);
            if (colon >= 0)
                settings.Password = Uri.UnescapeDataString(uri.UserInfo[(colon + 1)..]);
        }

        if (uri.AbsolutePath.Length > 1)
            settings.Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]);
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
                throw Malformed($"has a parameter without a value: '{pair}'");
            Set(settings, Uri.UnescapeDataString(pair[..equals]), Uri.UnescapeDataString(pair[(equals + 1)..]));
        }

        return settings;
    }

    private static bool IsLibpq(string dsn)
    {
        var equals = dsn.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && LibpqKeys.ContainsKey(dsn[..equals].Trim()) && !HasOpenSemicolon(dsn);
    }

    /// <summary>A semicolon outside quotes separates the pairs of Npgsql's form.</summary>
    private static bool HasOpenSemicolon(string dsn)
    {
        var quoted = false;
        for (var i = 0; i < dsn.Length; i++)
        {
            if (dsn[i] == '\\')
                i++;
            else if (dsn[i] == '\'')
                quoted = !quoted;
            else if (dsn[i] == ';' && !quoted)
                return true;
        }

        return false;
    }

    private static NpgsqlConnectionStringBuilder FromLibpq(string dsn)
    {
        var settings = new NpgsqlConnectionStringBuilder();
        var at = 0;
        while (SkipBlanks(dsn, ref at))
        {
            var equals = dsn.IndexOf('=', at);
            if (equals < 0)
                throw Malformed($"has a word without a value after its key number {settings.Count}");
            var key = dsn[at..equals].Trim();
            at = equals + 1;
            Set(settings, key, ReadValue(dsn, ref at));
        }

        if (string.IsNullOrEmpty(settings.Host))
            settings.Host = "localhost";
        return settings;
    }

    private static bool SkipBlanks(string text, ref int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        return at < text.Length;
    }

    /// <summary>A value ends at a blank unless quoted with apostrophes; a backslash keeps the next character.</summary>
    private static string ReadValue(string dsn, ref int at)
    {
        if (!SkipBlanks(dsn, ref at))
            return "";
        var quoted = dsn[at] == '\'';
        if (quoted)
            at++;
        var value = new StringBuilder();
        for (; at < dsn.Length; at++)
        {
            var c = dsn[at];
            if (quoted ? c == '\'' : char.IsWhiteSpace(c))
            {
                at++;
                return value.ToString();
            }

            if (c == '\\' && at + 1 < dsn.Length)
                c = dsn[++at];
            value.Append(c);
        }

        return quoted ? throw Malformed("has an apostrophe that is never closed") : value.ToString();
    }

    private static void Set(NpgsqlConnectionStringBuilder settings, string key, string value)
    {
        if (!LibpqKeys.TryGetValue(key, out var name))
            throw Malformed($"has the key '{key}', which is not known. Known are {string.Join(", ", LibpqKeys.Keys)}");
        try
        {
            settings[name] = name == "SSL Mode" ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            throw Malformed(name is "Password" or "SSL Password" ? $"has an unusable {key}" : $"has an unusable value for '{key}': '{value}'");
        }
    }
}
