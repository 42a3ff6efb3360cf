using System.Globalization;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Scripting;

/// <summary>Words a limit that was passed for client and operator.</summary>
internal static class LimitFailure
{
    public static RunFailedException Create(LimitExcess excess, Exception? cause = null) => new(Describe(excess, cause));

    public static RunError Describe(LimitExcess excess, Exception? cause = null) => new(
        RunErrorKind.Limit,
        string.Create(CultureInfo.InvariantCulture, $"Script execution exceeded resource limits: {excess.Name} is limited to {excess.Limit:N0}."))
    {
        Detail = string.Create(CultureInfo.InvariantCulture, $"limit={excess.Name} value={excess.Limit} used={excess.Used}"),
        Exception = cause,
    };
}
