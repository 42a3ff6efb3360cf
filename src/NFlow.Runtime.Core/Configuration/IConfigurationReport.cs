namespace NFlow.Runtime.Configuration;

/// <summary>The configuration in force, for operators. Thread-safe.</summary>
public interface IConfigurationReport
{
    /// <summary>Tables with their keys and values. Secrets are masked.</summary>
    /// <returns>A snapshot.</returns>
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, object?>> Describe();
}
