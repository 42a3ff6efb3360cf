namespace NFlow.Runtime.Sandbox.Tests.Attacks;

/// <summary>A script that means harm, and how it must end.</summary>
/// <param name="Group">The kind of attack: name of its data file.</param>
/// <param name="Name">Name, unique within its group.</param>
/// <param name="Expected">
/// How it must end, in the words of <see cref="AttackResult.Ending"/>. Two ways, separated by <c>|</c>, where it depends on how far the
/// just-in-time compiler has got: its better code needs less stack for the same native recursion.
/// </param>
/// <param name="Bounds">What it may cost until then.</param>
/// <param name="Script">The script; several nodes' scripts, one after the other, are separated by <see cref="NextNode"/>.</param>
internal sealed record Attack(string Group, string Name, string Expected, AttackBounds Bounds, string Script)
{
    /// <summary>Ends the script of one node; what follows is the next node's.</summary>
    public const string NextNode = "\n//--- next node\n";

    /// <summary>Which limit is set so low that it must be the first to be passed.</summary>
    public AttackWorld World { get; } = Expected switch
    {
        "limit execution time" => AttackWorld.ShortTime,
        "limit run deadline" => AttackWorld.ShortDeadline,
        _ => AttackWorld.Usual,
    };

    /// <summary>A script of which only is asked what it did.</summary>
    public Attack(AttackWorld world, string name, string script)
        : this(world.ToString(), name, "", new AttackBounds(0, 0, 0), script) => World = world;

    /// <summary>Whether an attack ended as it must: limits and harmless ends word for word, errors by their beginning.</summary>
    public bool Matches(string ending) =>
        Expected.Split(" | ").Any(expected => expected.StartsWith("throws", StringComparison.Ordinal) || expected.StartsWith("refused", StringComparison.Ordinal)
            ? ending.StartsWith(expected, StringComparison.Ordinal)
            : ending == expected);

    public override string ToString() => $"{Group}/{Name}";
}
