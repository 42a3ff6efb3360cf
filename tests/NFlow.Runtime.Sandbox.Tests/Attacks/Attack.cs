namespace NFlow.Runtime.Sandbox.Tests.Attacks;

/// <summary>A script that means harm, and how it must end.</summary>
/// <param name="Group">The kind of attack: name of its data file.</param>
/// <param name="Name">Name, unique within its group.</param>
/// <param name="Expected">Words of which one must be the way it ends; see <see cref="AttackResult.Ending"/>. <c>stopped</c> stands for any.</param>
/// <param name="Script">The script.</param>
internal sealed record Attack(string Group, string Name, IReadOnlyList<string> Expected, string Script)
{
    public override string ToString() => $"{Group}/{Name}";
}
