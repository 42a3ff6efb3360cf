using System.Globalization;
using Jint;
using Jint.Runtime.Interop;
using NFlow.Runtime.Recording;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>Jint's own settings for untrusted scripts. Immutable; shared by every engine of a host.</summary>
internal sealed class JintOptions
{
    private readonly ScriptLimits _limits;
    private readonly TimeProvider _time;

    public JintOptions(ScriptLimits limits, TimeProvider time)
    {
        _limits = limits;
        _time = time;
        Sampled = Create(chargesEveryStatement: false, time.GetUtcNow);
        Exact = Create(chargesEveryStatement: true, time.GetUtcNow);
    }

    /// <summary>For worlds whose scripts cannot join strings to strings: memory is looked at every few statements.</summary>
    public Options Sampled { get; }

    /// <summary>For all others: memory is charged at every statement and every string joined.</summary>
    public Options Exact { get; }

    /// <summary>For the world of one run whose clock is recorded or played back.</summary>
    public Options Tapped(RunTap tap) => Create(chargesEveryStatement: true, () => tap.Now(_time));

    private Options Create(bool chargesEveryStatement, Func<DateTimeOffset> now)
    {
        var limits = _limits;
        var options = new Options
        {
            AgentCanSuspend = false,
            Culture = CultureInfo.InvariantCulture,
            TimeZone = TimeZoneInfo.Utc,
            TimeSystem = new ScriptClock(now),
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
