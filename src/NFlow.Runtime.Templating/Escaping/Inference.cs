namespace NFlow.Runtime.Templating.Escaping;

/// <summary>The findings of the analysis so far; a trial sees those it started from and adds to none of them until adopted.</summary>
internal sealed class Inference(Inference? outer = null)
{
    private readonly Dictionary<TemplateKey, EscapeContext> _outputs = [];
    private readonly HashSet<TemplateKey> _called = [];

    public EscapePlan Plan { get; } = new();

    private Inference? Outer => outer;

    /// <summary>How much adopting this costs.</summary>
    public int Size => _outputs.Count + _called.Count + Plan.Size;

    /// <summary>Notes the context after a template, which is an assumption while it is being analysed.</summary>
    public void SetOutput(TemplateKey template, EscapeContext context) => _outputs[template] = context;

    public bool TryGetOutput(TemplateKey template, out EscapeContext context)
    {
        for (var current = this; current is not null; current = current.Outer)
        {
            if (current._outputs.TryGetValue(template, out context))
                return true;
        }

        context = default;
        return false;
    }

    public void AddCall(TemplateKey template) => _called.Add(template);

    /// <summary>Whether a template was called since this began.</summary>
    public bool Calls(TemplateKey template) => _called.Contains(template);

    public void Adopt(Inference trial)
    {
        foreach (var (key, context) in trial._outputs)
            _outputs[key] = context;
        _called.UnionWith(trial._called);
        Plan.Adopt(trial.Plan);
    }
}
