using System.Collections;
using NFlow.Runtime.Server.Configuration;

namespace NFlow.Runtime.Docs.Tests;

/// <summary>Reads a TOML block as the server reads its configuration.</summary>
internal static class ServerConfiguration
{
    /// <summary>What is wrong with it: values that do not fit, keys without effect.</summary>
    public static IReadOnlyList<string> Check(string toml)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, toml);
            var settings = ServerSettings.Read(ConfigurationSource.Load(file, new Hashtable()));
            return [.. settings.Warnings.Select(warning => warning.ToString()!)];
        }
        catch (InvalidConfigurationException exception)
        {
            return [exception.Message];
        }
        finally
        {
            File.Delete(file);
        }
    }
}
