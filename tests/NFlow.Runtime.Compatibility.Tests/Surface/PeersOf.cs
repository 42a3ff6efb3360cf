namespace NFlow.Runtime.Compatibility.Tests.Surface;

/// <summary>Skips the cases of a function whose server is not there.</summary>
internal static class PeersOf
{
    public static void Require(string function)
    {
        if (function.StartsWith("db.", StringComparison.Ordinal) || function.StartsWith("tx.", StringComparison.Ordinal))
            TestServices.RequirePostgres();
        if (function.StartsWith("redis", StringComparison.Ordinal))
            TestServices.RequireRedis();
        if (function.Contains("mail", StringComparison.Ordinal))
            TestServices.RequireSmtp();
    }
}
