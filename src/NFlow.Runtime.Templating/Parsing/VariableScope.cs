namespace NFlow.Runtime.Templating.Parsing;

/// <summary>The variables declared at a point of a template, innermost last.</summary>
internal sealed class VariableScope
{
    public const string Root = "$";

    private readonly List<(string Name, int Hidden)> _variables = [];
    private readonly Dictionary<string, int> _visible = new(StringComparer.Ordinal);

    public VariableScope() => Declare(Root);

    public int Count => _variables.Count;

    /// <summary>The largest number of variables that were ever in scope at once.</summary>
    public int HighWater { get; private set; }

    /// <returns>The index of the new variable, which hides an outer one of the same name.</returns>
    public int Declare(string name)
    {
        var index = _variables.Count;
        _variables.Add((name, Find(name)));
        _visible[name] = index;
        HighWater = Math.Max(HighWater, _variables.Count);
        return index;
    }

    /// <returns>The index of the innermost variable of that name, or -1.</returns>
    public int Find(string name) => _visible.GetValueOrDefault(name, -1);

    /// <summary>Ends the scope of all variables but the first ones.</summary>
    public void Shrink(int count)
    {
        for (var i = _variables.Count - 1; i >= count; i--)
        {
            var (name, hidden) = _variables[i];
            _visible[name] = hidden;
        }

        _variables.RemoveRange(count, _variables.Count - count);
    }
}
