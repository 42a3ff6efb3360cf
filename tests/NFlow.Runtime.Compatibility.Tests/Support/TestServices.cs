namespace NFlow.Runtime.Compatibility.Tests.Support;

/// <summary>The servers that <c>.ci/services.sh</c> starts; a test that needs one that is missing is skipped.</summary>
internal static class TestServices
{
    public static string? Postgres => Find("NFLOW_TEST_POSTGRES");

    public static string? Redis => Find("NFLOW_TEST_REDIS");

    public static SmtpAccount? Smtp => Find("NFLOW_TEST_SMTP") is { } text ? SmtpAccount.Parse(text) : null;

    public static string RequirePostgres() => Postgres ?? Skip("PostgreSQL", "NFLOW_TEST_POSTGRES");

    public static SmtpAccount RequireSmtp() => Smtp ?? SmtpAccount.Parse(Skip("an SMTP server", "NFLOW_TEST_SMTP"));

    /// <summary>Skips a script that talks to a server that is not there.</summary>
    public static void RequireFor(string function)
    {
        if ((function.StartsWith("db.", StringComparison.Ordinal) || function.StartsWith("tx.", StringComparison.Ordinal)) && Postgres is null)
            Skip("PostgreSQL", "NFLOW_TEST_POSTGRES");
        if (function.StartsWith("redis", StringComparison.Ordinal) && Redis is null)
            Skip("Redis", "NFLOW_TEST_REDIS");
        if (function.Contains("mail", StringComparison.Ordinal) && Smtp is null)
            Skip("an SMTP server", "NFLOW_TEST_SMTP");
    }

    private static string? Find(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static string Skip(string server, string variable)
    {
        Assert.Ignore($"needs {server}: source .ci/services.sh, which starts one and sets {variable}");
        return "";
    }
}
