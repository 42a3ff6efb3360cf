namespace NFlow.Runtime.Server.Configuration;

/// <summary>How a value was written.</summary>
internal enum ConfigurationValueKind
{
    /// <summary>A TOML string.</summary>
    Text,

    /// <summary>A TOML integer.</summary>
    Integer,

    /// <summary>A TOML float.</summary>
    Float,

    /// <summary>A TOML boolean.</summary>
    Boolean,

    /// <summary>An array of strings.</summary>
    List,

    /// <summary>Anything else: a date, a table in an array, a mixed array.</summary>
    Other,

    /// <summary>An environment variable, which has no type of its own.</summary>
    Environment,
}
