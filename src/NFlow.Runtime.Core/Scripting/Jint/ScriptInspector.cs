using Acornima.Ast;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>Reads from a syntax tree what the sandbox must know before the script runs. Conservative: in doubt, the safer trait.</summary>
internal sealed class ScriptInspector
{
    private readonly Dictionary<string, HashSet<string>> _calls = new(StringComparer.Ordinal);
    private readonly HashSet<string> _functions = new(StringComparer.Ordinal);
    private readonly IReadOnlySet<string> _blockingNames;
    private HashSet<string> _caller = new(StringComparer.Ordinal);
    private readonly HashSet<string> _freeNames = new(StringComparer.Ordinal);
    private ScriptTraits _traits;
    private int _nodes;
    private int _functionDepth;

    private ScriptInspector(IReadOnlySet<string> blockingNames) => _blockingNames = blockingNames;

    public string[] Functions => [.. _functions];

    public string[] FreeNames => [.. _freeNames];

    public bool HasTopLevelAwait { get; private set; }

    public bool HasImport { get; private set; }

    public Node? BigInteger { get; private set; }

    public Node? Import { get; private set; }

    /// <summary>What can loop or call back can also reach any built-in; the rest only those it names.</summary>
    public ScriptTraits Traits => _nodes > MaxQuickNodes || Recurses() || (_traits & ScriptTraits.NeedsOwnThread) != 0
        ? _traits | ScriptTraits.NeedsOwnThread | ScriptTraits.NeedsHardening
        : _traits;

    /// <summary>Whether the script runs where the caller runs, on an engine without hardened built-ins, and asks for nothing else.</summary>
    public bool IsPlain => (Traits & ~ScriptTraits.GrowsStrings) == 0;

    /// <summary>A script larger than this is never run on the caller's thread.</summary>
    private const int MaxQuickNodes = 600;

    /// <summary>Expressions nested deeper than this may need more stack than the caller's thread is known to have.</summary>
    private const int MaxQuickDepth = 40;

    public static ScriptInspector Inspect(Script tree, IReadOnlySet<string> blockingNames)
    {
        var inspector = new ScriptInspector(blockingNames);
        foreach (var statement in tree.Body)
            if (statement is FunctionDeclaration { Id: { } id } && !inspector._functions.Add(id.Name))
                inspector._traits |= ScriptTraits.NeedsOwnThread;
        foreach (var statement in tree.Body)
        {
            if (statement is FunctionDeclaration { Id: { } id } function)
            {
                if (!inspector._calls.TryGetValue(id.Name, out var calls))
                    inspector._calls[id.Name] = calls = new(StringComparer.Ordinal);
                inspector._caller = calls;
                inspector.VisitTopLevelFunction(function);
            }
            else
            {
                inspector._caller = new(StringComparer.Ordinal);
                inspector.Visit(statement, 0);
            }
        }

        return inspector;
    }

    private void VisitTopLevelFunction(FunctionDeclaration function)
    {
        NoteFunction(function);
        _functionDepth++;
        foreach (var parameter in function.Params)
            Visit(parameter, 0);
        Visit(function.Body, 0);
        _functionDepth--;
    }

    private void Visit(Node node, int depth)
    {
        _nodes++;
        if (depth > MaxQuickDepth)
            _traits |= ScriptTraits.NeedsOwnThread;
        switch (node)
        {
            case IFunction function:
                _traits |= ScriptTraits.NeedsOwnThread;
                NoteFunction(function);
                _functionDepth++;
                VisitChildren(node, depth);
                _functionDepth--;
                return;
            case AwaitExpression or ForOfStatement { Await: true } when _functionDepth == 0:
                HasTopLevelAwait = true;
                _traits |= ScriptTraits.HasAsync;
                break;
            case CallExpression { Callee: Identifier callee } call:
                NoteCall(callee.Name);
                foreach (var argument in call.Arguments)
                    Visit(argument, depth + 1);
                return;
            case Identifier identifier:
                NoteName(identifier.Name);
                break;
            case MemberExpression { Computed: false } member:
                Visit(member.Object, depth + 1);
                NoteMember(member.Property);
                return;
            case MemberExpression { Property: not NumericLiteral }:
                _traits |= ScriptTraits.NeedsHardening;
                break;
            case ObjectPattern pattern:
                foreach (var part in pattern.Properties)
                    if (part is Property { Computed: false, Key: Identifier key })
                        NoteMember(key);
                    else
                        _traits |= ScriptTraits.NeedsHardening;
                break;
            case Property { Computed: false, Key: Identifier, Shorthand: false } entry:
                Visit(entry.Value, depth + 1);
                return;
            case ImportExpression:
                Import ??= node;
                break;
            case RegExpLiteral:
                _traits |= ScriptTraits.HasRegExps;
                break;
            case BigIntLiteral:
                BigInteger ??= node;
                break;
        }

        if (EnumerationGuard.IsNeededFor(node))
            _traits |= ScriptTraits.ListsProperties | ScriptTraits.NeedsOwnThread;
        if (NeedsOwnThread(node))
            _traits |= ScriptTraits.NeedsOwnThread;
        if (StringGrowth.IsPossible(node))
            _traits |= ScriptTraits.GrowsStrings;
        VisitChildren(node, depth);
    }

    private void VisitChildren(Node node, int depth)
    {
        foreach (var child in node.ChildNodes)
            Visit(child, depth + 1);
    }

    private void NoteFunction(IFunction function)
    {
        if (function.Generator)
            _traits |= ScriptTraits.NeedsOwnThread;
        if (function.Async)
            _traits |= ScriptTraits.HasAsync;
    }

    private void NoteCall(string name)
    {
        _nodes++;
        _caller.Add(name);
        if (!_functions.Contains(name))
            NoteName(name);
    }

    private void NoteName(string name)
    {
        _freeNames.Add(name);
        if (_functions.Contains(name) || name is "arguments" or "globalThis" or "eval" or "Function" or "Proxy" or "Reflect")
            _traits |= ScriptTraits.NeedsOwnThread;
        if (_blockingNames.Contains(name))
            _traits |= ScriptTraits.MayBlock;
        if (RealmHardening.GlobalNames.Contains(name))
            _traits |= ScriptTraits.NeedsHardening;
    }

    private void NoteMember(Node property)
    {
        if (property is not Identifier { Name: var name })
            return;
        if (_blockingNames.Contains(name))
            _traits |= ScriptTraits.MayBlock;
        if (RealmHardening.MemberNames.Contains(name))
            _traits |= ScriptTraits.NeedsHardening;
    }

    private static bool NeedsOwnThread(Node node) => node is
        ForStatement or ForInStatement or ForOfStatement or WhileStatement or DoWhileStatement or LabeledStatement or WithStatement
        or ThisExpression or ClassDeclaration or ClassExpression or SpreadElement or ArrayPattern or RestElement or YieldExpression
        or RegExpLiteral or TaggedTemplateExpression or ImportExpression or MetaProperty;

    private bool Recurses()
    {
        var finished = new HashSet<string>(StringComparer.Ordinal);
        var open = new HashSet<string>(StringComparer.Ordinal);
        return _functions.Any(function => IsOnCycle(function, open, finished));
    }

    private bool IsOnCycle(string function, HashSet<string> open, HashSet<string> finished)
    {
        if (finished.Contains(function) || !_calls.TryGetValue(function, out var called))
            return false;
        if (!open.Add(function) || open.Count > MaxQuickDepth)
            return true;
        if (called.Any(callee => IsOnCycle(callee, open, finished)))
            return true;
        open.Remove(function);
        finished.Add(function);
        return false;
    }
}
