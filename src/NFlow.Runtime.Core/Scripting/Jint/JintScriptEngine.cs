using Jint;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Configuration;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Model;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>Runs scripts on Jint: a fresh engine per run, hardened, on limits that hold. Thread-safe.</summary>
internal sealed partial class JintScriptEngine : IScriptEngine, IScriptLoad, IDisposable
{
    private readonly ScriptCache _cache = new();
    private readonly ScriptCompiler _compiler;
    private readonly ScriptProfile _profile;
    private readonly IOptions<NFlowOptions> _runtime;
    private readonly MadeFrom<NFlowOptions, JintOptions> _options;
    private readonly IScriptAnalyzer _analyzer;
    private readonly ScriptAnalysisOptions _analysis;

    public JintScriptEngine(HostSurface surface, IScriptAnalyzer analyzer, IOptions<NFlowOptions> options, TimeProvider time, ILogger<JintScriptEngine> logger)
    {
        _analyzer = analyzer;
        _analysis = options.Value.Analysis;
        _runtime = options;
        Time = time;
        Logger = logger;
        Gate = new ScriptGate(options.Value.Scripts, time);
        World = new HostWorld(surface);
        NodeGlobals = surface.Globals.Where(global => global.Lifetime == HostGlobalLifetime.Node).Select(global => new NodeGlobal(new(global.Name), global)).ToArray();
        _options = new(options, runtime => new JintOptions(runtime.Limits, time));
        _compiler = new ScriptCompiler(Limits, new HostNames(surface));
        _profile = new ScriptProfile(CompileNode, (source, name) => (JintScript?)CompileFunction(source, LogTriggerStepExecutor.FunctionName, name));
    }

    /// <summary>The limits in force; runs take those they begin with.</summary>
    public ScriptLimits Limits => _runtime.Value.Limits;

    /// <summary>Bytes that this process may hold, where it is a worker that does nothing else.</summary>
    public long? HeapLimit { get; init; }

    public TimeProvider Time { get; }

    public ILogger Logger { get; }

    public ScriptGate Gate { get; }

    public ScriptCache Cache => _cache;

    int IScriptLoad.Capacity => Gate.Capacity;

    int IScriptLoad.Executing => Gate.Executing;

    int IScriptLoad.Waiting => Gate.Waiting;

    public TurnThreads Threads { get; } = new();

    public HostWorld World { get; }

    /// <summary>Values that each node sees anew.</summary>
    public NodeGlobal[] NodeGlobals { get; }

    /// <inheritdoc/>
    public CompiledScript Compile(string source, string name) =>
        CompileNode(source, name)!;

    /// <inheritdoc/>
    public CompiledScript? CompileFunction(string source, string functionName, string name) =>
        _cache.GetOrAdd(source, functionName, name, (text, function, script) => CompilerThread.Run(() => Checked(_compiler.CompileFunction(text, function!, script), text)));

    /// <inheritdoc/>
    public IScriptScope CreateScope(RunContext run) => new JintScope(this, run);

    /// <summary>An engine that has run nothing yet.</summary>
    public Engine CreateEngine(RunContext run, JintScript first, NodeDefinition entry) => new(OptionsFor(run, first, entry));

    /// <summary>An engine that the flow keeps; null when a script that the run may come to might leave something behind in it.</summary>
    /// <remarks>A worker process keeps none: it does not know the flows of the authors it serves.</remarks>
    public KeptEngine? TakeEngine(RunContext run, JintScript first, NodeDefinition entry) =>
        first.Traceless is not null && run.Tap is null && HeapLimit is null && _runtime.Value.Scripts.KeepsEngines ? _profile.Of(run.App, run.Flow, entry).Engines?.Take(OptionsFor(run, first, entry)) : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        Threads.Dispose();
        Gate.Dispose();
    }

    private global::Jint.Options OptionsFor(RunContext run, JintScript first, NodeDefinition entry) =>
        run.Tap is { } tap ? _options.Value.Tapped(tap) : first.Has(ScriptTraits.GrowsStrings) || _profile.Of(run.App, run.Flow, entry).GrowsStrings ? _options.Value.Exact : _options.Value.Sampled;

    private JintScript? CompileNode(string source, string name) =>
        _cache.GetOrAdd(source, null, name, (text, _, script) => CompilerThread.Run(() => Checked(_compiler.CompileNode(text, script), text)));

    /// <summary>Analyses a script that compiles; called once per content.</summary>
    private JintScript? Checked(JintScript? script, string source)
    {
        if (script is null || !_analysis.Enabled)
            return script;
        foreach (var finding in _analyzer.Analyze(source))
        {
            if (_analysis.LogFindings)
                LogFinding(Logger, script.Name, finding.Line, finding.Column, finding.Rule, finding.Severity, finding.Message);
            if (_analysis.BlockOnHighSeverity && finding.Severity == ScriptFindingSeverity.High)
                throw new ScriptException($"SecurityError: the script is refused by rule {finding.Rule}. {finding.Message}", script.Name, finding.Line, finding.Column);
        }

        return script;
    }

    [LoggerMessage(1403, LogLevel.Warning, "Script {Script}, line {Line}, column {Column}: {Rule} ({Severity}). {Finding}", EventName = "ScriptFinding")]
    private static partial void LogFinding(ILogger logger, string script, int line, int column, string rule, ScriptFindingSeverity severity, string finding);
}
