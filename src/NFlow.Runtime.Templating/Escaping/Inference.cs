namespace NFlow.Runtime.Templating.Escaping;

/// <summary>The findings of the analysis so far, which a trial may extend without touching those it started from.</summary>
internal sealed class Inference
{
    /// <summary>The context after each template, assumed while it is being analysed.</summary>
    public Dictionary<TemplateKey, EscapeContext> Outputs { get; } = [];

    public HashSet<TemplateKey> Called { get; } = [];

    public EscapePlan Plan { get; } = new();

    public Inference Try()
    {
        var trial = new Inference();
        foreach (var (key, context) in Outputs)
            trial.Outputs[key] = context;
        return trial;
    }

    public void Adopt(Inference trial)
    {
        foreach (var (key, context) in trial.Outputs)
            Outputs[key] = context;
        Called.UnionWith(trial.Called);
        Plan.Adopt(trial.Plan);
    }
}
