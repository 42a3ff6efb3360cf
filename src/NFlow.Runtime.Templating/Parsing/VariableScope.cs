namespace NFlow.Runtime.Templating.Parsing;

/// <summary>The variables declared at a point of a template, innermost last.</summary>
internal sealed class VariableScope
{
    public const string Root = "$";

    private readonly List<string> _names = [Root];

    public int Count => _names.Count;

    /// <summary>The largest number of variables that were ever visible at once.</summary>
    public int HighWater { get; private set; } = 1;

    /// <returns>The index of the new variable.</returns>
    public int Declare(string name)
    {
        _names.Add(name);
        HighWater = Math.Max(HighWater, _names.Count);
        return _names.Count - 1;
    }

    /// <returns>The index of the innermost variable of that name, or -1.</returns>
    public int Find(string name) => _names.LastIndexOf(name);

    public void Shrink(int count) => _names.RemoveRange(count, _names.Count - count);
}
