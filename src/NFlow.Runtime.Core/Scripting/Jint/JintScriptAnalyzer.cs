using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Model;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>Static analysis on Acornima's syntax trees.</summary>
internal sealed class JintScriptAnalyzer(IOptions<NFlowOptions> options) : IScriptAnalyzer
{
    private const int MaxKept = 4_096;

    private static readonly TimeSpan PatternTimeout = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<string, IReadOnlyList<ScriptFinding>> _kept = new(StringComparer.Ordinal);
    private readonly Regex[] _allowed = [.. options.Value.Analysis.AllowedPatterns.Select(pattern => new Regex(pattern, RegexOptions.CultureInvariant, PatternTimeout))];

    /// <inheritdoc/>
    public IReadOnlyList<ScriptFinding> Analyze(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (_kept.TryGetValue(source, out var known))
            return known;
        if (_kept.Count >= MaxKept)
            _kept.Clear();
        return _kept[source] = Find(source);
    }

    /// <inheritdoc/>
    public IReadOnlyList<AppScriptFinding> Analyze(AppDefinition app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var findings = new List<AppScriptFinding>();
        foreach (var flow in app.Flows)
            foreach (var node in flow.Nodes)
                if (node.Type == NodeTypes.Script && NodeScript.Find(app, node) is var (name, source))
                    findings.AddRange(Analyze(source).Select(finding => new AppScriptFinding(flow.Name, node.Id, name, finding)));
        findings.AddRange(Analyze(app.DefaultScript).Select(finding => new AppScriptFinding("", "", "default_js", finding)));
        return findings;
    }

    private IReadOnlyList<ScriptFinding> Find(string source)
    {
        try
        {
            var tree = CompilerThread.Run(() => ScriptCompiler.ParseAuthor(source, options.Value.Limits.MaxSourceLength, "script"));
            var visitor = new AnalysisVisitor();
            visitor.Inspect(tree);
            return [.. visitor.Findings.Where(found => !IsAllowed(source, found.Node)).Select(found => found.Finding).OrderBy(finding => (finding.Line, finding.Column))];
        }
        catch (ScriptException)
        {
            return [];
        }
    }

    private bool IsAllowed(string source, Acornima.Ast.Node node) =>
        _allowed.Length > 0 && source[node.Start..node.End] is var code && _allowed.Any(pattern => pattern.IsMatch(code));
}
