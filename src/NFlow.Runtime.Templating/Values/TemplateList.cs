namespace NFlow.Runtime.Templating.Values;

/// <summary>An array of the data. Values are converted when they are asked for.</summary>
internal abstract class TemplateList
{
    public abstract int Count { get; }

    public abstract TemplateValue this[int index] { get; }
}
