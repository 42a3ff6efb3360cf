namespace NFlow.Runtime.Mustache;

/// <summary>Data that was left out, or null: has no members and is shown as nothing.</summary>
internal sealed class MustacheNothing
{
    private MustacheNothing()
    {
    }

    public static MustacheNothing Instance { get; } = new();

    /// <inheritdoc/>
    public override string ToString() => "";
}
