using NFlow.Runtime.Model;

namespace NFlow.Runtime.Scripting;

/// <summary>Looks for dangerous constructs in scripts without running them. Works on the syntax tree: comments and strings raise nothing, aliases are seen. Thread-safe; results are kept by content.</summary>
public interface IScriptAnalyzer
{
    /// <summary>Analyses one script.</summary>
    /// <param name="source">The script.</param>
    /// <returns>The findings, in order of place; none for a script that does not compile, whose error compiling it shows.</returns>
    IReadOnlyList<ScriptFinding> Analyze(string source);

    /// <summary>Analyses every script of an app: nodes, the modules they name, and the default script.</summary>
    /// <param name="app">The app.</param>
    /// <returns>The findings with flow and node, in document order.</returns>
    IReadOnlyList<AppScriptFinding> Analyze(AppDefinition app);
}
