using NFlow.Runtime.Templating.Parsing;
using NFlow.Runtime.Templating.Parsing.Syntax;

namespace NFlow.Runtime.Templating.Escaping;

/// <summary>
/// Follows the template as the parser of a browser would and chooses for every action the escapers of its context.
/// A template whose branches leave that parser in different states is refused.
/// </summary>
internal sealed class ContextAnalysis
{
    private readonly TemplateSource _source;
    private readonly IReadOnlyDictionary<string, NodeList> _definitions;
    private readonly AnalysisBudget _budget;
    private Inference _inference = new();
    private LoopContexts? _loop;
    private TemplateKey _template;
    private int _callDepth;

    private ContextAnalysis(TemplateSource source, IReadOnlyDictionary<string, NodeList> definitions)
    {
        _source = source;
        _definitions = definitions;
        _budget = new AnalysisBudget(source);
    }

    public static EscapePlan Run(TemplateSource source, IReadOnlyDictionary<string, NodeList> definitions)
    {
        var analysis = new ContextAnalysis(source, definitions);
        var key = new TemplateKey(source.Options.Name, default);
        var end = analysis.EnterTemplate(key, position: 0);
        if (end.IsError)
            throw source.Error(GoTemplateErrorKind.Context, end.Error!.Position ?? 0, end.Error.Reason);
        if (end.State != HtmlState.Text)
            throw source.Error(GoTemplateErrorKind.Context, source.Text.Length, $"the template ends in a non-text context: {end}");
        return analysis._inference.Plan;
    }

    private EscapeContext AnalyseList(EscapeContext context, NodeList? list)
    {
        if (list is null)
            return context;
        foreach (var node in list.Nodes)
        {
            _budget.SpendNode(node.Position);
            context = Analyse(context, node);
            if (context.State == HtmlState.Dead)
                break;
            if (context.IsError)
                return context with { Error = context.Error!.At(node.Position) };
        }

        return context;
    }

    private EscapeContext Analyse(EscapeContext context, Node node)
    {
        switch (node)
        {
            case TextNode text:
                _budget.Spend(text.Text.Length, text.Position);
                var (after, replacement) = TextEscaping.Escape(context, text.Text);
                if (replacement is not null)
                    _inference.Plan.Texts[new NodeKey(_template, text)] = replacement;
                return after;
            case ActionNode action:
                return AnalyseAction(context, action);
            case BranchNode branch:
                return AnalyseBranch(context, branch);
            case RangeNode range:
                return AnalyseRange(context, range);
            case JumpNode jump:
                _loop!.Jumps.Add((context, jump));
                return new EscapeContext { State = HtmlState.Dead };
            case TemplateCallNode call:
                var key = new TemplateKey(call.Name, context);
                _inference.Plan.Calls[new NodeKey(_template, call)] = key;
                return EnterTemplate(key, call.Position);
            default:
                throw new InvalidOperationException($"{node.GetType().Name} is never part of a list.");
        }
    }

    private EscapeContext AnalyseAction(EscapeContext context, ActionNode action)
    {
        if (action.Pipeline.Targets.Count > 0)
            return context;

        context = context.Nudge();
        if (EscaperChoice.DisallowedFunction(context, action.Pipeline) is { } name)
            return EscapeContext.Failed($"the function \"{name}\" cannot be used here: escaping is added where it belongs", action.Position);

        var after = EscaperChoice.Choose(context, out var escapers);
        if (!after.IsError)
            _inference.Plan.Actions[new NodeKey(_template, action)] = escapers;
        return after;
    }

    private EscapeContext AnalyseBranch(EscapeContext context, BranchNode branch)
    {
        var ends = new EscapeContext[branch.Arms.Count];
        for (var i = 0; i < ends.Length; i++)
            ends[i] = AnalyseList(context, branch.Arms[i].Body);

        var joined = AnalyseList(context, branch.Otherwise);
        for (var i = ends.Length - 1; i >= 0; i--)
            joined = EscapeContext.Join(ends[i], joined, branch);
        return joined;
    }

    private EscapeContext AnalyseRange(EscapeContext context, RangeNode range)
    {
        var once = AnalyseLoopBody(context, range, keep: true);
        if (once.IsError)
            return once;

        // The body may run again, from where it ended. When it ended where it began, that changes nothing.
        if (once != context)
        {
            var twice = AnalyseLoopBody(once, range, keep: false);
            once = EscapeContext.Join(once, twice, range);
            if (once.IsError)
                return EscapeContext.Failed($"on range loop re-entry: {once.Error!.Reason}", range.Position);
        }

        return EscapeContext.Join(once, AnalyseList(context, range.Otherwise), range);
    }

    private EscapeContext AnalyseLoopBody(EscapeContext context, RangeNode range, bool keep)
    {
        _loop = new LoopContexts(_loop);
        var end = keep ? AnalyseList(context, range.Body) : Try(context, range.Body, static (_, _) => false, out _);
        var jumps = _loop.Jumps;
        _loop = _loop.Outer;
        foreach (var (jumpContext, jump) in jumps)
        {
            if (end.IsError)
                break;
            end = EscapeContext.Join(end, jumpContext, jump);
        }

        return end;
    }

    /// <summary>Analyses a list and keeps the findings only when the condition holds.</summary>
    private EscapeContext Try(EscapeContext context, NodeList list, Func<Inference, EscapeContext, bool> condition, out bool kept)
    {
        var outer = _inference;
        _inference = new Inference(outer);
        var end = AnalyseList(context, list);
        var trial = _inference;
        _inference = outer;
        kept = condition(trial, end);
        if (kept)
        {
            _budget.SpendFindings(trial.Size);
            outer.Adopt(trial);
        }

        return end;
    }

    private EscapeContext EnterTemplate(TemplateKey key, int position)
    {
        _inference.AddCall(key);
        if (_inference.TryGetOutput(key, out var known))
            return known;
        if (!_definitions.TryGetValue(key.Name, out var body))
            return EscapeContext.Failed($"no such template \"{key.Name}\"", position);
        if (++_callDepth > _source.Options.MaxDepth)
            throw _source.TooDeep(position);

        var (outerTemplate, outerLoop) = (_template, _loop);
        (_template, _loop) = (key, null);

        // A template that calls itself needs its end to know its end: assume it ends where it starts, then where that led.
        var end = AnalyseBody(key, key.Context, body, out var settled);
        if (!settled)
        {
            var second = AnalyseBody(key, end, body, out settled);
            if (settled)
                end = second;
        }

        (_template, _loop) = (outerTemplate, outerLoop);
        _callDepth--;
        return settled || end.IsError
            ? end
            : EscapeContext.Failed($"cannot compute the output context of template \"{key.Name}\"", position);
    }

    private EscapeContext AnalyseBody(TemplateKey key, EscapeContext assumedEnd, NodeList body, out bool settled)
    {
        _inference.SetOutput(key, assumedEnd);
        var end = Try(
            key.Context,
            body,
            (trial, result) => !result.IsError && (!trial.Calls(key) || result == assumedEnd),
            out settled);
        if (settled)
            _inference.SetOutput(key, end);
        return end;
    }
}
