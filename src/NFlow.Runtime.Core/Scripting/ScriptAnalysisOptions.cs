namespace NFlow.Runtime.Scripting;

/// <summary>Static analysis of scripts before they run.</summary>
public sealed class ScriptAnalysisOptions
{
    /// <summary>Whether scripts are analysed when they are compiled.</summary>
    /// <value>False.</value>
    public bool Enabled { get; set; }

    /// <summary>Whether a script with a finding of high severity is refused.</summary>
    /// <value>True.</value>
    public bool BlockOnHighSeverity { get; set; } = true;

    /// <summary>Whether findings are logged, once per script.</summary>
    /// <value>True.</value>
    public bool LogFindings { get; set; } = true;

    /// <summary>Regular expressions; a finding whose code matches one is dropped.</summary>
    /// <value>Empty.</value>
    public IList<string> AllowedPatterns { get; } = [];
}
