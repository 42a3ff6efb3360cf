using Microsoft.Extensions.Options;
using NFlow.Runtime.Configuration;

namespace NFlow.Runtime.AspNetCore.Debugging;

/// <summary>The runtime's options, for hosts that do not describe their configuration themselves.</summary>
internal sealed class OptionsReport(IOptions<NFlowOptions> options) : IConfigurationReport
{
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, object?>> Describe()
    {
        var runtime = options.Value;
        return new Dictionary<string, IReadOnlyDictionary<string, object?>>(StringComparer.Ordinal)
        {
            ["runtime"] = Table(runtime),
            ["limits"] = Table(runtime.Limits),
            ["scripts"] = Table(runtime.Scripts),
        };
    }

    private static Dictionary<string, object?> Table(object settings) => settings.GetType().GetProperties()
        .Where(property => property.PropertyType.IsValueType || property.PropertyType == typeof(string))
        .ToDictionary(property => property.Name, property => SecretMask.Show(property.Name, property.GetValue(settings)), StringComparer.Ordinal);
}
