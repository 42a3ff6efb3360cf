using System.ComponentModel.DataAnnotations;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime;

/// <summary>Settings of the runtime itself.</summary>
public sealed class NFlowOptions
{
    /// <summary>Name of the app to serve.</summary>
    /// <value><c>app</c>.</value>
    [Required(AllowEmptyStrings = false)]
    public string AppName { get; set; } = "app";

    /// <summary>Nodes one run may enter, so that a cycle ends.</summary>
    /// <value>10,000.</value>
    [Range(1, int.MaxValue)]
    public int MaxStepsPerRun { get; set; } = 10_000;

    /// <summary>How old a served app may be before the store is asked whether it changed.</summary>
    /// <value>1 second.</value>
    public TimeSpan AppFreshness { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Branches that forks may run in the background at the same time; further ones wait.</summary>
    /// <value>64.</value>
    [Range(1, 100_000)]
    public int MaxConcurrentForks { get; set; } = 64;

    /// <summary>Branches that may wait for their turn; a fork beyond that fails its run.</summary>
    /// <value>10,000.</value>
    [Range(1, int.MaxValue)]
    public int MaxQueuedForks { get; set; } = 10_000;

    /// <summary>How long a session lives after it was last written.</summary>
    /// <value>24 hours.</value>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>JSON text that one part of a session may have, in characters.</summary>
    /// <value>1,048,576.</value>
    [Range(1024, int.MaxValue)]
    public int MaxSessionPartLength { get; set; } = 1024 * 1024;

    /// <summary>Whether a run may be resumed at any node by anyone, as the Go runtime allowed. Insecure.</summary>
    /// <value>False.</value>
    public bool AllowOpenResume { get; set; }

    /// <summary>Where unauthenticated clients are sent when <c>auth()</c> says <c>login</c>.</summary>
    /// <value><c>/nflow_login</c>.</value>
    [Required]
    public string LoginPath { get; set; } = "/nflow_login";

    /// <summary>Folder whose <c>auth.js</c>, if present, decides about authentication in place of the app's default script. A relative path is resolved against the working directory.</summary>
    /// <value>The environment variable <c>NFLOW_TRIGGERS_FOLD</c>, else <c>triggers</c>.</value>
    public string TriggersFolder { get; set; } = Environment.GetEnvironmentVariable("NFLOW_TRIGGERS_FOLD") is { Length: > 0 } folder ? folder : "triggers";

    /// <summary>Folder searched for templates before the store. A relative path is resolved against the working directory.</summary>
    /// <value>The environment variable <c>NFLOW_TEMPLATE_PATH</c>, else <c>templates</c>.</value>
    public string TemplateFolder { get; set; } = Environment.GetEnvironmentVariable("NFLOW_TEMPLATE_PATH") is { Length: > 0 } folder ? folder : "templates";

    /// <summary>Free settings that scripts see as <c>env</c>. Never put secrets here.</summary>
    /// <value>Empty.</value>
    public IDictionary<string, string> ScriptEnvironment { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Value of the script global <c>url_base</c>.</summary>
    /// <value>Empty.</value>
    public string UrlBase { get; set; } = "";

    /// <summary>What one run's scripts may use.</summary>
    public ScriptLimits Limits { get; } = new();

    /// <summary>Static analysis of scripts.</summary>
    public ScriptAnalysisOptions Analysis { get; } = new();

    /// <summary>How many scripts run at once, and how.</summary>
    public ScriptExecutionOptions Scripts { get; } = new();

    /// <summary>How long running runs and forks may take to finish when the host stops.</summary>
    /// <value>30 seconds.</value>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
