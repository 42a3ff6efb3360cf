namespace NFlow.Runtime.Docs.Tests;

/// <summary>A block of code in a document.</summary>
/// <param name="Document">Path of the document in the repository.</param>
/// <param name="Line">Line of its first line of code, from 1.</param>
/// <param name="Language">What stands after the fence; empty for none, <c>shell</c> for an indented block.</param>
/// <param name="Text">The code.</param>
/// <param name="Marks">What the comment <c>&lt;!-- test: name=value … --&gt;</c> before it says.</param>
internal sealed record DocumentBlock(string Document, int Line, string Language, string Text, IReadOnlyDictionary<string, string> Marks)
{
    /// <summary>A mark's value; null when it is not there.</summary>
    public string? Mark(string name) => Marks.GetValueOrDefault(name);

    public override string ToString() => $"{Document}:{Line} ({(Language.Length == 0 ? "text" : Language)})";
}
