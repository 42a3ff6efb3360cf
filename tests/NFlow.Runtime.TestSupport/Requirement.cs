namespace NFlow.Runtime.TestSupport;

/// <summary>What a test needs of its machine.</summary>
public static class Requirement
{
    /// <summary>Whether the tests run where everything has to be there (variable <c>CI</c>, which .ci/run and GitHub set).</summary>
    public static bool IsAlwaysMet { get; } = Environment.GetEnvironmentVariable("CI") is { Length: > 0 } and not "false";

    /// <summary>Skips the test, saying why; in CI, fails it.</summary>
    public static void IsMissing(string what)
    {
        if (IsAlwaysMet)
            Assert.Fail(what);
        Assert.Ignore(what);
    }
}
