using Acornima;
using Acornima.Ast;
using Jint;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>Turns an author's source into a <see cref="JintScript"/>. Thread-safe.</summary>
internal sealed class ScriptCompiler(ScriptLimits limits, HostNames names)
{
    private const string Main = "main";

    private static readonly ParserOptions AuthorOptions = new()
    {
        AllowReturnOutsideFunction = true,
        AllowAwaitOutsideFunction = true,
    };

    private readonly ScriptPreparationOptions _preparation = new()
    {
        ParsingOptions = ScriptParsingOptions.Default with { RegexTimeout = limits.RegexTimeout, Tolerant = false },
    };

    /// <summary>Compiles a node's script.</summary>
    public JintScript CompileNode(string source, string name)
    {
        var tree = Parse(source, name);
        var inspector = Inspect(tree, name);
        var rewriter = Rewriter(source, tree, inspector, name);
        var function = Defines(tree, Main) ? Main : null;
        if (function is null && !tree.Body.Any(IsBody))
            throw new ScriptException($"Script '{name}' defines no function main() and has no statements to run.", name);

        var program = inspector.HasTopLevelAwait ? rewriter.AsAsyncBody(function)
            : function is null ? rewriter.AsBody()
            : rewriter.AsDefinitions(function);
        return Prepare(program, source, name, function, inspector, tree);
    }

    /// <summary>Compiles a script of which one function is called; null when it does not define the function.</summary>
    public JintScript? CompileFunction(string source, string functionName, string name)
    {
        var tree = Parse(source, name);
        if (!Defines(tree, functionName))
            return null;
        var inspector = Inspect(tree, name);
        return Prepare(Rewriter(source, tree, inspector, name).AsDefinitions(functionName), source, name, functionName, inspector, tree);
    }

    /// <summary>Parses what an author wrote; the tree is shallow enough for any pass over it.</summary>
    public static Script ParseAuthor(string source, int maxLength, string name)
    {
        if (source.Length > maxLength)
            throw new ScriptException($"Script '{name}' has {source.Length:N0} characters; at most {maxLength:N0} are allowed.", name);
        try
        {
            var tree = new Parser(AuthorOptions).ParseScript(source);
            return SyntaxDepth.FindTooDeep(tree) is not { } node ? tree
                : throw new ScriptException($"SyntaxError: nested deeper than {SyntaxDepth.Max} levels.", name, node.Location.Start.Line, node.Location.Start.Column + 1);
        }
        catch (ParseErrorException exception)
        {
            throw new ScriptException($"SyntaxError: {exception.Error?.Description ?? exception.Message}", name, exception.LineNumber, exception.Column + 1);
        }
        catch (InsufficientExecutionStackException exception)
        {
            throw new ScriptException($"SyntaxError: script '{name}' is nested too deeply.", name, innerException: exception);
        }
    }

    private static ScriptRewriter Rewriter(string source, Script tree, ScriptInspector inspector, string name)
    {
        var rewriter = new ScriptRewriter(source, tree);
        if ((inspector.Traits & ScriptTraits.ListsProperties) != 0)
            rewriter.Insert(EnumerationGuard.Find(tree, name));
        return rewriter;
    }

    private Script Parse(string source, string name) => ParseAuthor(source, limits.MaxSourceLength, name);

    private ScriptInspector Inspect(Script tree, string name)
    {
        var inspector = ScriptInspector.Inspect(tree, names.Blocking);
        Refuse(inspector.BigInteger, "BigInt literals are not supported");
        Refuse(inspector.Import, "import() is not supported");
        return inspector;

        void Refuse(Node? node, string message)
        {
            if (node is not null)
                throw new ScriptException($"SyntaxError: {message}.", name, node.Location.Start.Line, node.Location.Start.Column + 1);
        }
    }

    private JintScript Prepare(ProgramText program, string source, string name, string? function, ScriptInspector inspector, Script tree)
    {
        try
        {
            var shadowed = TopLevelNames.Of(tree).Where(names.Globals.Contains).Distinct(StringComparer.Ordinal).ToArray();
            return new JintScript(name, program.Prepare(name, _preparation), function, inspector.Traits, shadowed)
            {
                Functions = inspector.Functions,
                FreeNames = inspector.FreeNames,
                Traceless = function is not null && inspector.IsPlain && TracelessSyntax.Is(tree, function, names) ? TracelessForm.TryCreate(source, name, function, _preparation) : null,
            };
        }
        catch (ScriptPreparationException exception)
        {
            if ((exception.InnerException as ParseErrorException)?.Error is not { } error)
                throw new ScriptException("SyntaxError: the script is nested too deeply", name);
            throw new ScriptException($"SyntaxError: {error.Description}", name, error.LineNumber, program.ColumnOf(error.Index, error.Column) + 1);
        }
    }

    private static bool Defines(Script tree, string function)
    {
        foreach (var statement in tree.Body)
        {
            switch (statement)
            {
                case FunctionDeclaration { Id.Name: var name } when name == function:
                case ExpressionStatement { Expression: AssignmentExpression { Left: Identifier { Name: var target } } } when target == function:
                    return true;
                case VariableDeclaration declaration:
                    var names = new List<string>();
                    TopLevelNames.Collect(declaration, names);
                    if (names.Contains(function))
                        return true;
                    break;
            }
        }

        return false;
    }

    private static bool IsBody(Statement statement) => statement is not (FunctionDeclaration or EmptyStatement or Directive);
}
