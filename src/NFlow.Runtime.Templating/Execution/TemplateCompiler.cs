using System.Runtime.CompilerServices;
using NFlow.Runtime.Templating.Escaping;
using NFlow.Runtime.Templating.Escaping.Escapers;
using NFlow.Runtime.Templating.Execution.Expressions;
using NFlow.Runtime.Templating.Execution.Steps;
using NFlow.Runtime.Templating.Parsing;
using NFlow.Runtime.Templating.Parsing.Syntax;

namespace NFlow.Runtime.Templating.Execution;

/// <summary>Turns parsed templates and the plan of their escaping into steps: variables become slots, calls become references.</summary>
internal sealed class TemplateCompiler
{
    private readonly IReadOnlyDictionary<string, NodeList> _definitions;
    private readonly EscapePlan _plan;
    private readonly Dictionary<TemplateKey, TemplateBody> _bodies = [];
    private readonly Queue<TemplateKey> _waiting = new();
    private TemplateKey _template;
    private TemplateBody _body = new();
    private ExpressionCompiler _expressions = new(new VariableScope());

    private TemplateCompiler(IReadOnlyDictionary<string, NodeList> definitions, EscapePlan plan)
    {
        _definitions = definitions;
        _plan = plan;
    }

    public static TemplateBody Compile(string name, IReadOnlyDictionary<string, NodeList> definitions, EscapePlan plan)
    {
        var compiler = new TemplateCompiler(definitions, plan);
        var main = compiler.BodyOf(new TemplateKey(name, default));
        while (compiler._waiting.TryDequeue(out var key))
            compiler.CompileBody(key);
        return main;
    }

    private TemplateBody BodyOf(TemplateKey key)
    {
        if (!_bodies.TryGetValue(key, out var body))
        {
            _bodies[key] = body = new TemplateBody();
            _waiting.Enqueue(key);
        }

        return body;
    }

    private void CompileBody(TemplateKey key)
    {
        var variables = new VariableScope();
        _template = key;
        _body = _bodies[key];
        _expressions = new ExpressionCompiler(variables);
        _body.Complete(Compile(_definitions[key.Name]), variables.HighWater);
    }

    private StepList Compile(NodeList list)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var steps = new List<Step>(list.Nodes.Count);
        foreach (var node in list.Nodes)
        {
            steps.Add(Compile(node));

            // What follows was not analysed, since nothing gets there.
            if (node is JumpNode)
                break;
        }

        return new StepList([.. steps]);
    }

    private StepList CompileScoped(NodeList list)
    {
        var variables = _expressions.Variables.Count;
        var steps = Compile(list);
        _expressions.Variables.Shrink(variables);
        return steps;
    }

    private Step Compile(Node node) => node switch
    {
        TextNode text => new TextStep(_plan.Texts.GetValueOrDefault(new NodeKey(_template, text), text.Text)),
        ActionNode { Pipeline.Targets.Count: > 0 } action => new AssignStep(_expressions.Compile(action.Pipeline)),
        ActionNode action => CompilePrint(action),
        BranchNode branch => CompileBranch(branch),
        RangeNode range => CompileRange(range),
        JumpNode jump => new JumpStep(jump.IsBreak ? Flow.Break : Flow.Continue),
        TemplateCallNode call => CompileCall(call),
        _ => throw new InvalidOperationException($"{node.GetType().Name} is never part of a list."),
    };

    private Step CompilePrint(ActionNode action)
    {
        // Without escapers it was never reached by the analysis, and is never reached at all.
        if (!_plan.Actions.TryGetValue(new NodeKey(_template, action), out var escapers))
            return new TextStep("");

        var value = _expressions.CompileForPrinting(action.Pipeline, out var lastFunction);
        return new PrintStep(value, new EscaperChain(EscaperChoice.Merge(escapers, lastFunction)));
    }

    private BranchStep CompileBranch(BranchNode branch)
    {
        var variables = _expressions.Variables.Count;
        var arms = branch.Arms.Select(arm =>
        {
            Expression condition = _expressions.Compile(arm.Condition);
            return (condition, CompileScoped(arm.Body));
        }).ToArray();
        var otherwise = branch.Otherwise is null ? null : Compile(branch.Otherwise);
        _expressions.Variables.Shrink(variables);
        return new BranchStep(branch.IsWith, arms, otherwise);
    }

    private RangeStep CompileRange(RangeNode range)
    {
        var variables = _expressions.Variables.Count;
        var pipeline = _expressions.Compile(range.Pipeline, out var targets);
        var body = CompileScoped(range.Body);
        var otherwise = range.Otherwise is null ? null : Compile(range.Otherwise);
        _expressions.Variables.Shrink(variables);
        return new RangeStep(
            pipeline,
            indexSlot: targets.Length > 1 ? targets[0] : -1,
            elementSlot: targets.Length > 0 ? targets[^1] : -1,
            body,
            otherwise);
    }

    private Step CompileCall(TemplateCallNode call) => _plan.Calls.TryGetValue(new NodeKey(_template, call), out var key)
        ? new CallStep(call.Position, _body, BodyOf(key), call.Argument is null ? null : _expressions.Compile(call.Argument))
        : new TextStep("");
}
