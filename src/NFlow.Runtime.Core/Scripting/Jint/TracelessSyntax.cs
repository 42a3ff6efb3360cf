using System.Collections.Frozen;
using Acornima;
using Acornima.Ast;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>
/// Whether a script can be told, by its syntax alone, to leave nothing behind in an engine but global names, so that the engine may run
/// another run's scripts afterwards. Says yes only to what it knows; everything else gets an engine of its own.
/// </summary>
/// <remarks>
/// The proof. T1: at top level there are functions only, called by name and never used as values, so that they hold no state and nobody can
/// put any on them. T2: a name is a local one, a function of the script, <c>payload</c>, <c>next</c>, a name of the host's, or one of few
/// built-ins, and the latter are only called; only locals, <c>payload</c> and <c>next</c> are assigned to. T3: no member is read by a name
/// under which a value inherits an object of the engine (<see cref="InheritedNames"/>); of those only methods that return data are called.
/// T4: there is no <c>this</c>, no function value, no computed member, nothing that this class does not name. By T2 and T3 no expression's
/// value is ever an object that the engine made for all its scripts; so none is changed, kept or seen again. What remains are global names,
/// which are put back (<see cref="KeptEngine"/>).
/// T5: no getter or setter is defined, so that whatever object of their own scripts leave as payload has data only.
/// </remarks>
internal sealed class TracelessSyntax
{
    /// <summary>Built-in functions that give primitive values, or an object of the script's own.</summary>
    private static readonly FrozenSet<string> Callable = Names("Boolean", "Error", "Number", "RangeError", "String", "TypeError", "isFinite", "isNaN", "parseFloat", "parseInt");

    private static readonly FrozenSet<string> Constructible = Names("Date", "Error", "RangeError", "TypeError");

    private static readonly FrozenSet<string> Constants = Names("Infinity", "NaN", "undefined");

    /// <summary>Variables of the run that scripts set.</summary>
    private static readonly FrozenSet<string> Assignable = Names("next", "payload");

    /// <summary>Inherited methods that give primitive values or a new array, and change nothing but the value they are called on.</summary>
    private static readonly FrozenSet<string> Methods = Names(
        "charAt", "charCodeAt", "codePointAt", "endsWith", "slice", "startsWith", "substr", "substring", "toLowerCase", "toUpperCase", "trim", "trimEnd", "trimStart",
        "pop", "push", "reverse", "shift", "unshift",
        "toFixed", "toPrecision", "toString", "hasOwnProperty",
        "getDate", "getDay", "getFullYear", "getHours", "getMilliseconds", "getMinutes", "getMonth", "getSeconds", "getTime", "getUTCDate", "getUTCDay", "getUTCFullYear",
        "getUTCHours", "getUTCMilliseconds", "getUTCMinutes", "getUTCMonth", "getUTCSeconds", "toISOString");

    private readonly HostNames _host;
    private readonly FrozenSet<string> _functions;
    private readonly Stack<HashSet<string>> _scopes = new();

    private TracelessSyntax(HostNames host, IEnumerable<string> functions)
    {
        _host = host;
        _functions = functions.ToFrozenSet(StringComparer.Ordinal);
    }

    /// <param name="tree">The script as its author wrote it.</param>
    /// <param name="function">The function that will be called.</param>
    /// <param name="host">The names that the host gives.</param>
    public static bool Is(Script tree, string function, HostNames host)
    {
        var names = new List<string>();
        foreach (var statement in tree.Body)
            if (statement is FunctionDeclaration { Id: { } id })
                names.Add(id.Name);
            else if (statement is not EmptyStatement)
                return false;
        var syntax = new TracelessSyntax(host, names);
        return names.Contains(function) && names.All(syntax.IsOwn) && tree.Body.All(syntax.IsFunction);
    }

    /// <summary>A function that takes the place of what other scripts of the run know by its name would have to be seen by them.</summary>
    private bool IsOwn(string name) =>
        !_host.Globals.Contains(name) && !Assignable.Contains(name) && !InheritedNames.OfTheGlobalObject.Contains(name);

    private bool IsFunction(Statement statement)
    {
        if (statement is not FunctionDeclaration function)
            return true;
        if (function.Async || function.Generator)
            return false;
        var locals = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parameter in function.Params)
            if (!Declares(parameter, locals))
                return false;
        Hoisted(function.Body, locals);
        _scopes.Push(locals);
        var isTraceless = All(function.Params, IsPattern) && IsBlock(function.Body.Body);
        _scopes.Pop();
        return isTraceless;
    }

    private bool IsBlock(in NodeList<Statement> statements)
    {
        var locals = new HashSet<string>(StringComparer.Ordinal);
        foreach (var statement in statements)
            if (statement is VariableDeclaration { Kind: VariableDeclarationKind.Let or VariableDeclarationKind.Const } declaration)
                foreach (var declarator in declaration.Declarations)
                    if (!Declares(declarator.Id, locals))
                        return false;
        _scopes.Push(locals);
        var isTraceless = All(statements, IsStatement);
        _scopes.Pop();
        return isTraceless;
    }

    private bool IsStatement(Statement? statement) => statement switch
    {
        null or EmptyStatement => true,
        BlockStatement block => IsBlock(block.Body),
        ExpressionStatement { Expression: var expression } => IsValue(expression),
        ReturnStatement { Argument: var value } => IsValue(value),
        ThrowStatement { Argument: var value } => IsValue(value),
        IfStatement choice => IsValue(choice.Test) && IsBranch(choice.Consequent) && IsBranch(choice.Alternate),
        VariableDeclaration { Kind: VariableDeclarationKind.Var or VariableDeclarationKind.Let or VariableDeclarationKind.Const } declaration =>
            All(declaration.Declarations, declarator => IsPattern(declarator.Id) && IsValue(declarator.Init)),
        TryStatement attempt => IsBlock(attempt.Block.Body) && IsCatch(attempt.Handler) && (attempt.Finalizer is null || IsBlock(attempt.Finalizer.Body)),
        _ => false,
    };

    /// <summary>A declaration without braces would belong to no block.</summary>
    private bool IsBranch(Statement? statement) => statement is not VariableDeclaration && IsStatement(statement);

    private bool IsCatch(CatchClause? clause)
    {
        if (clause is null)
            return true;
        var locals = new HashSet<string>(StringComparer.Ordinal);
        if (clause.Param is { } error && !(error is Identifier && Declares(error, locals)))
            return false;
        _scopes.Push(locals);
        var isTraceless = IsBlock(clause.Body.Body);
        _scopes.Pop();
        return isTraceless;
    }

    private bool IsValue(Expression? expression) => expression switch
    {
        null or StringLiteral or NumericLiteral or BooleanLiteral or NullLiteral => true,
        Identifier { Name: var name } => IsLocal(name) || (!_functions.Contains(name) && (Constants.Contains(name) || Assignable.Contains(name) || _host.IsPlain(name))),
        MemberExpression member => IsMember(member) && !(member.Property is Identifier { Name: var name } && InheritedNames.OfValues.Contains(name)),
        CallExpression call => IsCallee(call.Callee) && All(call.Arguments, IsValue),
        NewExpression { Callee: Identifier { Name: var type } } creation => Constructible.Contains(type) && !IsLocal(type) && All(creation.Arguments, IsValue),
        ChainExpression chain => IsValue(chain.Expression),
        AssignmentExpression { Operator: Operator.Assignment } assignment => IsTarget(assignment.Left) && IsValue(assignment.Right),
        AssignmentExpression { Left: Expression target } combination => IsTarget(target) && IsValue(target) && IsValue(combination.Right),
        UpdateExpression { Argument: Expression target } => IsTarget(target) && IsValue(target),
        UnaryExpression { Operator: Operator.Delete } deletion => deletion.Argument is MemberExpression member && IsMember(member),
        UnaryExpression unary => IsValue(unary.Argument),
        BinaryExpression binary => IsValue(binary.Left) && IsValue(binary.Right),
        ConditionalExpression choice => IsValue(choice.Test) && IsValue(choice.Consequent) && IsValue(choice.Alternate),
        SequenceExpression sequence => All(sequence.Expressions, IsValue),
        ParenthesizedExpression inner => IsValue(inner.Expression),
        TemplateLiteral text => All(text.Expressions, IsValue),
        ArrayExpression array => All(array.Elements, IsValue),
        ObjectExpression data => All(data.Properties, IsEntry),
        _ => false,
    };

    /// <summary>The object is a value, the name is written out; whether the name may be read, called or set is for the caller to say.</summary>
    private bool IsMember(MemberExpression member) =>
        IsValue(member.Object) && (member.Computed ? member.Property is NumericLiteral : member.Property is Identifier { Name: var name } && !_host.IsOfLibrary(name));

    private bool IsCallee(Expression callee) => callee switch
    {
        Identifier { Name: var name } => IsLocal(name) || _functions.Contains(name) || Callable.Contains(name) || _host.IsPlain(name),
        MemberExpression { Computed: false, Property: Identifier { Name: var name } } member => IsMember(member) && (Methods.Contains(name) || !InheritedNames.OfValues.Contains(name)),
        ParenthesizedExpression inner => IsCallee(inner.Expression),
        _ => false,
    };

    private bool IsTarget(Node target) => target switch
    {
        Identifier { Name: var name } => IsLocal(name) || Assignable.Contains(name),
        MemberExpression member => IsMember(member) && !(member.Property is Identifier { Name: var name } && InheritedNames.WithSetter.Contains(name)),
        ParenthesizedExpression inner => IsTarget(inner.Expression),
        _ => false,
    };

    private bool IsEntry(Node entry) =>
        entry is Property { Computed: false, Kind: PropertyKind.Init, Method: false, Value: Expression value } property
        && property.Key is not (Identifier { Name: "__proto__" } or StringLiteral { Value: "__proto__" })
        && IsValue(value);

    /// <summary>What a parameter or variable takes out of a value, and what it is where that has none.</summary>
    private bool IsPattern(Node pattern) => pattern switch
    {
        Identifier => true,
        AssignmentPattern { Left: Identifier, Right: var otherwise } => IsValue(otherwise),
        ObjectPattern taken => All(taken.Properties, part =>
            part is Property { Computed: false, Key: Identifier { Name: var name }, Value: var target }
            && !InheritedNames.OfValues.Contains(name) && !_host.IsOfLibrary(name) && IsPattern(target)),
        _ => false,
    };

    private static bool Declares(Node pattern, HashSet<string> names)
    {
        switch (pattern)
        {
            case Identifier identifier:
                names.Add(identifier.Name);
                return true;
            case AssignmentPattern assignment:
                return Declares(assignment.Left, names);
            case ObjectPattern taken:
                foreach (var part in taken.Properties)
                    if (part is not Property { Value: var target } || !Declares(target, names))
                        return false;
                return true;
            default:
                return false;
        }
    }

    /// <summary>The variables that belong to the function wherever in it they are declared. Whatever has statements inside and is not here is refused.</summary>
    private static void Hoisted(Statement? statement, HashSet<string> names)
    {
        switch (statement)
        {
            case VariableDeclaration { Kind: VariableDeclarationKind.Var } declaration:
                foreach (var declarator in declaration.Declarations)
                    Declares(declarator.Id, names);
                break;
            case BlockStatement block:
                foreach (var inner in block.Body)
                    Hoisted(inner, names);
                break;
            case IfStatement choice:
                Hoisted(choice.Consequent, names);
                Hoisted(choice.Alternate, names);
                break;
            case TryStatement attempt:
                Hoisted(attempt.Block, names);
                Hoisted(attempt.Handler?.Body, names);
                Hoisted(attempt.Finalizer, names);
                break;
        }
    }

    private bool IsLocal(string name)
    {
        foreach (var scope in _scopes)
            if (scope.Contains(name))
                return true;
        return false;
    }

    private static bool All<T>(in NodeList<T> nodes, Func<T, bool> isTraceless)
        where T : Node?
    {
        foreach (var node in nodes)
            if (!isTraceless(node))
                return false;
        return true;
    }

    private static FrozenSet<string> Names(params string[] names) => names.ToFrozenSet(StringComparer.Ordinal);
}
