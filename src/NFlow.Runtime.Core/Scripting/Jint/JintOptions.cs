using System.Globalization;
using Jint;
using Jint.Runtime.Interop;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>Jint's own settings for untrusted scripts. Immutable; shared by every engine of a host.</summary>
internal sealed class JintOptions
{
    public JintOptions(ScriptLimits limits)
    {
        Sampled = Create(limits, chargesEveryStatement: false);
        Exact = Create(limits, chargesEveryStatement: true);
    }

    /// <summary>For worlds whose scripts cannot join strings to strings: memory is looked at every few statements.</summary>
    public Options Sampled { get; }

    /// <summary>For all others: memory is charged at every statement and every string joined.</summary>
    public Options Exact { get; }

    private static Options Create(ScriptLimits limits, bool chargesEveryStatement)
    {
        var options = new Options
        {
            AgentCanSuspend = false,
            Culture = CultureInfo.InvariantCulture,
            TimeZone = TimeZoneInfo.Utc,
        };
        options.Host.StringCompilationAllowed = false;
        options.Json.MaxParseDepth = limits.MaxJsonDepth;
        options.MaxStatements(int.MaxValue - 1);
        options.Constraint(static () => new ScriptBudget());
        if (chargesEveryStatement)
            options.LimitMemory(limits.MaxMemoryBytes);

        options.Constraints.MaxRecursionDepth = limits.MaxRecursionDepth;
        options.Constraints.MaxArraySize = (uint)limits.MaxArrayLength;
        options.Constraints.RegexTimeout = limits.RegexTimeout;
        options.Constraints.StackOverflowGuard = true;
        options.Constraints.PromiseTimeout = TimeSpan.FromMilliseconds(1);
        options.Constraints.MaxAtomicsPauseIterations = 1;

        options.Interop.AllowWrite = false;
        options.Interop.AllowGetType = false;
        options.Interop.AllowSystemReflection = false;
        options.Interop.AllowOperatorOverloading = false;
        options.Interop.ThrowOnUnresolvedMember = true;
        options.Interop.ExposeDetailedResolutionErrors = false;
        options.Interop.ArrayConversion = ArrayConversionMode.Copy;
        options.Interop.TypeResolver = new TypeResolver { MemberFilter = static _ => false };
        return options;
    }
}
