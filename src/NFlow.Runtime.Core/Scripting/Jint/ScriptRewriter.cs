using System.Text;
using Acornima.Ast;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>
/// Turns an author's source into a program for the run's shared global scope: top-level <c>let</c>, <c>const</c> and <c>class</c> become
/// re-declarable variables, and the program's completion value is what the node returns.
/// </summary>
/// <remarks>Never adds a line before or inside the author's text, so that line numbers stay the author's; <see cref="ProgramText"/> knows the columns.</remarks>
internal sealed class ScriptRewriter(string source, Script tree)
{
    private readonly List<(int Position, int Length, string Text)> _edits = [];

    /// <summary>The source followed by a call of a function it defines.</summary>
    public ProgramText AsDefinitions(string functionName)
    {
        RedeclareTopLevel();
        return Apply("", $"\n;{functionName}();");
    }

    /// <summary>The source as it is; its <c>return</c> gives the completion value.</summary>
    public ProgramText AsBody()
    {
        RedeclareTopLevel();
        return Apply("", "\n;undefined;");
    }

    /// <summary>The source inside an async function, its top-level names still global.</summary>
    public ProgramText AsAsyncBody(string? functionName)
    {
        var names = new List<string>();
        var exported = new StringBuilder();
        var global = UnusedName();
        foreach (var statement in tree.Body)
        {
            switch (statement)
            {
                case VariableDeclaration declaration:
                    TopLevelNames.Collect(declaration, names);
                    TurnIntoAssignments(declaration);
                    break;
                case ClassDeclaration { Id: { } id } declaration:
                    names.Add(id.Name);
                    Insert(declaration.Start, $"{id.Name}=");
                    Insert(declaration.End, ";");
                    break;
                case FunctionDeclaration { Id: { } id }:
                    exported.Append(global).Append('.').Append(id.Name).Append('=').Append(id.Name).Append(';');
                    break;
            }
        }

        var variables = names.Count == 0 ? "" : $"var {string.Join(',', names)};";
        var last = functionName is null ? "" : $";return {functionName}();";
        return Apply($"{variables}(async function({global}){{{exported}", $"\n{last}}})(this);");
    }

    /// <summary>Puts text in front of what stands at each position.</summary>
    public void Insert(IEnumerable<(int Position, string Text)> insertions)
    {
        foreach (var (position, text) in insertions)
            Insert(position, text);
    }

    private void RedeclareTopLevel()
    {
        foreach (var statement in tree.Body)
        {
            switch (statement)
            {
                case VariableDeclaration { Kind: VariableDeclarationKind.Let } declaration:
                    Replace(declaration.Start, 3, "var");
                    break;
                case VariableDeclaration { Kind: VariableDeclarationKind.Const } declaration:
                    Replace(declaration.Start, 5, "var  ");
                    break;
                case ClassDeclaration { Id: { } id } declaration:
                    Insert(declaration.Start, $"var {id.Name}=");
                    Insert(declaration.End, ";");
                    break;
            }
        }
    }

    private void TurnIntoAssignments(VariableDeclaration declaration)
    {
        var keyword = declaration.Kind switch
        {
            VariableDeclarationKind.Var or VariableDeclarationKind.Let => 3,
            VariableDeclarationKind.Const => 5,
            _ => 0,
        };
        if (keyword == 0)
            return;
        Replace(declaration.Start, keyword, ";(" + new string(' ', keyword - 2));
        var first = true;
        foreach (var declarator in declaration.Declarations)
        {
            if (declarator.Init is null && declarator.Id is Identifier && !first)
                Insert(declarator.Start, "");
            first = false;
        }

        Insert(declaration.Declarations[declaration.Declarations.Count - 1].End, ")");
    }

    private string UnusedName()
    {
        var name = "$global";
        while (source.Contains(name, StringComparison.Ordinal))
            name += "_";
        return name;
    }

    private void Replace(int position, int length, string text) => _edits.Add((position, length, text));

    private void Insert(int position, string text) => _edits.Add((position, 0, text));

    private ProgramText Apply(string prefix, string suffix)
    {
        var insertions = new List<(int End, int Length)>();
        if (prefix.Length > 0)
            insertions.Add((prefix.Length, prefix.Length));
        var result = new StringBuilder(prefix, prefix.Length + source.Length + suffix.Length + 64);
        var position = 0;
        foreach (var edit in _edits.OrderBy(edit => edit.Position))
        {
            result.Append(source, position, edit.Position - position).Append(edit.Text);
            position = edit.Position + edit.Length;
            // What replaces something is as long as that.
            if (edit.Text.Length > edit.Length)
                insertions.Add((result.Length, edit.Text.Length - edit.Length));
        }

        return new ProgramText(result.Append(source, position, source.Length - position).Append(suffix).ToString(), insertions);
    }
}
