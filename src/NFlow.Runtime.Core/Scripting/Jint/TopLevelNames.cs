using Acornima.Ast;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>The names a script declares at top level.</summary>
internal static class TopLevelNames
{
    public static List<string> Of(Script tree)
    {
        var names = new List<string>();
        foreach (var statement in tree.Body)
        {
            switch (statement)
            {
                case FunctionDeclaration { Id: { } id }:
                    names.Add(id.Name);
                    break;
                case ClassDeclaration { Id: { } id }:
                    names.Add(id.Name);
                    break;
                case VariableDeclaration declaration:
                    Collect(declaration, names);
                    break;
            }
        }

        return names;
    }

    public static void Collect(VariableDeclaration declaration, List<string> names)
    {
        foreach (var declarator in declaration.Declarations)
            CollectPattern(declarator.Id, names);
    }

    private static void CollectPattern(Node? pattern, List<string> names)
    {
        switch (pattern)
        {
            case Identifier identifier:
                names.Add(identifier.Name);
                break;
            case AssignmentPattern assignment:
                CollectPattern(assignment.Left, names);
                break;
            case RestElement rest:
                CollectPattern(rest.Argument, names);
                break;
            case ArrayPattern array:
                foreach (var element in array.Elements)
                    CollectPattern(element, names);
                break;
            case ObjectPattern obj:
                foreach (var property in obj.Properties)
                    CollectPattern(property is Property { Value: var value } ? value : property, names);
                break;
        }
    }
}
