using NFlow.Runtime.Model;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Steps;

namespace NFlow.Runtime.Execution;

/// <summary>The state of one run and its transitions. Only the run's own loop changes it; not thread-safe.</summary>
internal sealed class FlowRun
{
    private readonly Func<RunContext, IScriptScope> _createScope;
    private IScriptScope? _scope;

    public FlowRun(RunContext context, NodeDefinition start, FormState form, Payload payload, Func<RunContext, IScriptScope> createScope)
    {
        Context = context;
        Form = form;
        Payload = payload;
        _createScope = createScope;
        Current = start;
        context.Node = start;
    }

    public RunContext Context { get; }

    /// <summary>The node to run next; null when the run is over.</summary>
    public NodeDefinition? Current { get; private set; }

    public Payload Payload { get; set; }

    public FormState Form { get; }

    /// <summary>How many nodes have been entered.</summary>
    public int StepCount { get; private set; }

    /// <summary>How the run ended; meaningful once <see cref="Current"/> is null.</summary>
    public RunOutcome Outcome { get; private set; } = RunOutcome.Completed;

    /// <summary>Nodes that this run offers for a later resume: every wired target of the node at which it waits.</summary>
    public IEnumerable<string> OfferedNodes => Outcome.Status == RunStatus.Waiting && Context.Node is { } node ? node.Targets.Values : [];

    /// <summary>The run's script world, made when the first script needs it.</summary>
    public IScriptScope Scope => _scope ??= _createScope(Context);

    /// <summary>Prepares the current node: counts it, names it to everybody, and lays the form state over the payload.</summary>
    public void Enter(NodeDefinition node)
    {
        StepCount++;
        Context.Node = node;
        Payload = Payload.MergeFrom(Form);
    }

    /// <summary>Takes a step's result, then waits, ends or moves on. The payload is remembered unless the run ends here and forgets its form state anyway.</summary>
    public void Advance(NodeDefinition node, StepResult result)
    {
        Payload = result.Payload;
        if (Payload.AsksToWait)
        {
            Payload.SaveTo(Form);
            End(RunOutcome.Waiting);
            return;
        }

        Context.PreviousNode = node;
        if (node.Next(result.Port) is { } next)
        {
            Payload.SaveTo(Form);
            Current = next;
        }
        else if (node.Targets.TryGetValue(result.Port, out var missing))
            Fail(new RunError(RunErrorKind.MissingNode, $"Port '{result.Port}' of node {node.Id} leads to node {missing}, which is not in flow '{node.FlowName}'."));
        else
            End(RunOutcome.Completed);
    }

    /// <summary>Moves the start of a run that has not entered a node yet.</summary>
    public void StartAt(NodeDefinition node)
    {
        Current = node;
        Context.Node = node;
    }

    public void Fail(RunError error) => End(RunOutcome.Failed(error.NodeId is null
        ? error with { Flow = Context.Flow.Name, NodeId = Context.Node?.Id }
        : error));

    public void Cancel() => End(RunOutcome.Cancelled);

    /// <summary>Ends the run's script world, and lets go of every value that came from it.</summary>
    public ValueTask DisposeScopeAsync()
    {
        Payload = Payload.Empty;
        Form.Clear();
        return _scope?.DisposeAsync() ?? default;
    }

    private void End(RunOutcome outcome)
    {
        Outcome = outcome;
        Current = null;
    }
}
