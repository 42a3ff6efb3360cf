namespace NFlow.Runtime.TestSupport;

/// <summary>The servers that <c>.ci/services.sh</c> starts; without them the test is skipped.</summary>
public static class TestServices
{
    /// <summary>The connection string of a PostgreSQL database in which tests make schemas of their own.</summary>
    public static string RequirePostgres() => Require("NFLOW_TEST_POSTGRES", "PostgreSQL");

    /// <summary>The address of a Redis in which tests use key prefixes of their own.</summary>
    public static string RequireRedis() => Require("NFLOW_TEST_REDIS", "Redis");

    /// <summary>An SMTP server of a third party, and where it keeps what it accepts.</summary>
    public static SmtpAccount RequireSmtp() => SmtpAccount.Parse(Require("NFLOW_TEST_SMTP", "an SMTP server"));

    /// <summary>The value of one of the variables; null without that server.</summary>
    public static string? Find(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;

    private static string Require(string variable, string what)
    {
        if (Find(variable) is { } value)
            return value;
        Assert.Ignore($"needs {what}: source .ci/services.sh, which starts one and sets {variable}");
        throw new InvalidOperationException();
    }
}
