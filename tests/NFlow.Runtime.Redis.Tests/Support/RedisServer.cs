namespace NFlow.Runtime.Redis.Tests.Support;

/// <summary>The Redis that <c>NFLOW_TEST_REDIS</c> names; without it the test is skipped.</summary>
internal static class RedisServer
{
    public static string Require()
    {
        if (Environment.GetEnvironmentVariable("NFLOW_TEST_REDIS") is { Length: > 0 } server)
            return server;
        Assert.Ignore("needs Redis: source .ci/services.sh, which starts one and sets NFLOW_TEST_REDIS");
        return "";
    }
}
