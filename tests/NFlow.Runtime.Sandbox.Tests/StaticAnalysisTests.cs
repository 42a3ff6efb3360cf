using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Apps;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Sandbox.Tests;

public sealed class StaticAnalysisTests
{
    [TestCase("eval('1')", "eval_usage 1:1")]
    [TestCase("let a = 1;\n  const e = eval;", "eval_usage 2:13")]
    [TestCase("globalThis['eval']('1')", "eval_usage 1:1")]
    [TestCase("(0, this.eval)('1')", "eval_usage 1:5")]
    [TestCase("setTimeout('x()', 1)", "eval_usage 1:1")]
    [TestCase("// eval('1')\nconst s = \"eval('1')\"; payload.eval = s;", "")]
    [TestCase("function eval2(){} eval2()", "")]
    [TestCase("new Function('return 1')", "function_constructor 1:5")]
    [TestCase("const F = Function;", "function_constructor 1:11")]
    [TestCase("(() => 1).constructor('return 1')", "function_constructor 1:1")]
    [TestCase("payload.ok = f instanceof Function", "")]
    [TestCase("const fs = require('fs'); fs.readFileSync('x')", "file_system_access 1:12")]
    [TestCase("fs.readFileSync('x')", "file_system_access 1:1")]
    [TestCase("require('child_process').exec('x')", "child_process 1:1")]
    [TestCase("await fetch('http://x')", "network_access 1:7")]
    [TestCase("const r = require(payload.name)", "dynamic_require 1:11")]
    [TestCase("while (true) { payload.n++; }", "infinite_loop 1:1")]
    [TestCase("for (;;) { if (payload.n) break; }", "")]
    [TestCase("for (;;) { for (;;) { break; } }", "infinite_loop 1:1")]
    [TestCase("for (;;) { switch (1) { case 1: break; } }", "infinite_loop 1:1")]
    [TestCase("while (true) { return; }", "")]
    [TestCase("globalThis.x = 1", "global_assignment 1:1")]
    [TestCase("/(a+)+$/.test(payload.a)", "dangerous_regex 1:1")]
    [TestCase("new Buffer(3)", "buffer_constructor 1:1")]
    [TestCase("this does not compile", "")]
    public async Task Analyze_FindsByRuleAndPlace(string source, string expected)
    {
        await using var world = new ScriptWorld();

        var findings = world.Services.GetRequiredService<IScriptAnalyzer>().Analyze(source);

        Assert.That(string.Join(", ", findings.Select(finding => $"{finding.Rule} {finding.Line}:{finding.Column}")), Is.EqualTo(expected));
    }

    [Test]
    public async Task Analyze_AnApp_NamesFlowAndNode()
    {
        await using var world = new ScriptWorld();
        world.Publish("answer(1)", "eval('1')");
        var app = await world.Services.GetRequiredService<IAppCatalog>().GetAsync(CancellationToken.None);

        var finding = world.Services.GetRequiredService<IScriptAnalyzer>().Analyze(app).Single();

        Assert.That((finding.Flow, finding.NodeId, finding.Script, finding.Finding.Severity), Is.EqualTo(("flow", "n1", "node 1", ScriptFindingSeverity.High)));
    }

    [Test]
    public async Task Run_WithAnalysis_RefusesHighSeverity()
    {
        await using var world = new ScriptWorld(options => options.Analysis.Enabled = true);

        var refused = await world.RunAsync("answer(1); if (false) eval('1')");
        var allowed = await world.RunAsync("answer(1); while (true) { payload.n = 1; if (payload.n) break; }");

        Assert.That((refused.Error, refused.Body, allowed.Body), Is.EqualTo((RunErrorKind.Script, "", "1")), refused.ToString());
    }

    [Test]
    public async Task Run_WithAnAllowedPattern_Runs()
    {
        await using var world = new ScriptWorld(options =>
        {
            options.Analysis.Enabled = true;
            options.Analysis.AllowedPatterns.Add("^eval$");
        });

        var outcome = await world.RunAsync("answer(1); if (false) eval('1')");

        Assert.That(outcome.Body, Is.EqualTo("1"), outcome.ToString());
    }
}
