using System.Text.RegularExpressions;
using Acornima.Ast;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>The rules of static analysis. Names that the script declares itself are its own and raise nothing.</summary>
internal sealed partial class AnalysisVisitor
{
    private static readonly HashSet<string> GlobalObjects = new(StringComparer.Ordinal) { "globalThis", "global", "window", "self" };

    private static readonly HashSet<string> FileModules = new(StringComparer.Ordinal) { "fs", "fs/promises", "node:fs", "node:fs/promises" };

    private static readonly HashSet<string> ProcessModules = new(StringComparer.Ordinal) { "child_process", "node:child_process", "worker_threads", "cluster" };

    private static readonly HashSet<string> NetworkModules = new(StringComparer.Ordinal) { "http", "https", "net", "dgram", "tls", "dns", "node:http", "node:https", "node:net" };

    private static readonly HashSet<string> NetworkNames = new(StringComparer.Ordinal)
    {
        "fetch", "XMLHttpRequest", "WebSocket", "EventSource", "http", "http_get", "http_post", "http_put", "http_patch", "http_delete",
        "http_get_with_header", "http_post_with_header", "http_put_with_header", "http_patch_with_header", "http_delete_with_header",
    };

    private readonly HashSet<string> _declared = new(StringComparer.Ordinal);

    public List<(Node Node, ScriptFinding Finding)> Findings { get; } = [];

    public void Inspect(Script tree)
    {
        CollectDeclared(tree);
        Visit(tree);
    }

    private void Visit(Node node)
    {
        switch (node)
        {
            case Identifier identifier:
                VisitName(identifier, identifier.Name);
                return;
            case MemberExpression member:
                VisitMember(member);
                return;
            case Property { Computed: false } property:
                Visit(property.Value);
                return;
            case CallExpression call:
                VisitCall(call);
                break;
            case NewExpression { Callee: Identifier { Name: "Buffer" } }:
                Report(node, "buffer_constructor", ScriptFindingSeverity.Low, "new Buffer() does not exist here.");
                break;
            case NonLogicalBinaryExpression { Operator: Acornima.Operator.InstanceOf, Right: Identifier { Name: "Function" } } test:
                Visit(test.Left);
                return;
            case AssignmentExpression { Left: MemberExpression { Object: Identifier { Name: var owner } } } assignment when GlobalObjects.Contains(owner):
                Report(assignment, "global_assignment", ScriptFindingSeverity.Medium, $"Assigns to a property of {owner}.");
                break;
            case ImportExpression:
                Report(node, "dynamic_require", ScriptFindingSeverity.Medium, "import() loads code at run time.");
                break;
            case WhileStatement { Test: var test, Body: var body } when IsAlwaysTrue(test) && !CanLeave(body, ownLoop: true):
            case DoWhileStatement { Test: var condition, Body: var block } when IsAlwaysTrue(condition) && !CanLeave(block, ownLoop: true):
            case ForStatement { Test: var check, Body: var statement } when (check is null || IsAlwaysTrue(check)) && !CanLeave(statement, ownLoop: true):
                Report(node, "infinite_loop", ScriptFindingSeverity.Medium, "The loop has no way out.");
                break;
            case RegExpLiteral regex when NestedQuantifier().IsMatch(regex.RegExp.Pattern):
                Report(node, "dangerous_regex", ScriptFindingSeverity.Low, "A repeated group that itself repeats can take very long.");
                break;
        }

        VisitChildren(node);
    }

    private void VisitChildren(Node node)
    {
        foreach (var child in node.ChildNodes)
            Visit(child);
    }

    private void VisitName(Node node, string name)
    {
        if (_declared.Contains(name))
            return;
        switch (name)
        {
            case "eval":
                Report(node, "eval_usage", ScriptFindingSeverity.High, "eval runs text as code.");
                break;
            case "Function":
                Report(node, "function_constructor", ScriptFindingSeverity.High, "Function makes code from text.");
                break;
            case "child_process":
                Report(node, "child_process", ScriptFindingSeverity.High, "Names child_process.");
                break;
            case "fs":
                Report(node, "file_system_access", ScriptFindingSeverity.High, "Names the file system module.");
                break;
            case var network when NetworkNames.Contains(network):
                Report(node, "network_access", ScriptFindingSeverity.Medium, $"{network} reaches the network.");
                break;
        }
    }

    private void VisitMember(MemberExpression member)
    {
        var name = member switch
        {
            { Computed: false, Property: Identifier property } => property.Name,
            { Computed: true, Property: StringLiteral literal } => literal.Value,
            _ => null,
        };
        if (member.Object is ThisExpression || (member.Object is Identifier { Name: var owner } && GlobalObjects.Contains(owner)))
            VisitName(member, name ?? "");
        Visit(member.Object);
        if (member.Computed)
            Visit(member.Property);
    }

    private void VisitCall(CallExpression call)
    {
        var first = call.Arguments.Count > 0 ? call.Arguments[0] : null;
        switch (call.Callee)
        {
            case Identifier { Name: "require" } when !_declared.Contains("require"):
                VisitRequire(call, first);
                break;
            case Identifier { Name: "setTimeout" or "setInterval" } when first is StringLiteral or TemplateLiteral:
                Report(call, "eval_usage", ScriptFindingSeverity.High, "A timer with text runs it as code.");
                break;
            case Identifier { Name: "Buffer" }:
                Report(call, "buffer_constructor", ScriptFindingSeverity.Low, "Buffer() does not exist here.");
                break;
            case Identifier { Name: "RegExp" } when first is StringLiteral { Value: var pattern } && NestedQuantifier().IsMatch(pattern):
                Report(call, "dangerous_regex", ScriptFindingSeverity.Low, "A repeated group that itself repeats can take very long.");
                break;
            case MemberExpression { Property: Identifier { Name: "constructor" } or StringLiteral { Value: "constructor" } } when first is StringLiteral or TemplateLiteral:
                Report(call, "function_constructor", ScriptFindingSeverity.High, "A constructor called with text makes code from it.");
                break;
        }
    }

    private void VisitRequire(CallExpression call, Node? module)
    {
        if (module is not StringLiteral { Value: var name })
            Report(call, "dynamic_require", ScriptFindingSeverity.Medium, "The module's name is known at run time only.");
        else if (FileModules.Contains(name))
            Report(call, "file_system_access", ScriptFindingSeverity.High, $"Requires '{name}'.");
        else if (ProcessModules.Contains(name))
            Report(call, "child_process", ScriptFindingSeverity.High, $"Requires '{name}'.");
        else if (NetworkModules.Contains(name))
            Report(call, "network_access", ScriptFindingSeverity.Medium, $"Requires '{name}'.");
    }

    /// <summary>Whether a statement inside a loop may end it.</summary>
    private static bool CanLeave(Node node, bool ownLoop) => node switch
    {
        ReturnStatement or ThrowStatement or YieldExpression or AwaitExpression => true,
        BreakStatement { Label: not null } => true,
        BreakStatement => ownLoop,
        IFunction => false,
        WhileStatement or DoWhileStatement or ForStatement or ForInStatement or ForOfStatement or SwitchStatement => AnyChild(node, child => CanLeave(child, ownLoop: false)),
        _ => AnyChild(node, child => CanLeave(child, ownLoop)),
    };

    private static bool AnyChild(Node node, Func<Node, bool> test)
    {
        foreach (var child in node.ChildNodes)
            if (test(child))
                return true;
        return false;
    }

    private static bool IsAlwaysTrue(Expression test) => test is BooleanLiteral { Value: true } or NumericLiteral { Value: not 0 } or StringLiteral { Value.Length: > 0 };

    private void CollectDeclared(Node node)
    {
        switch (node)
        {
            case VariableDeclarator { Id: Identifier id }:
                _declared.Add(id.Name);
                break;
            case IFunction function:
                if (function.Id is { } name)
                    _declared.Add(name.Name);
                foreach (var parameter in function.Params)
                    if (parameter is Identifier { Name: var parameterName })
                        _declared.Add(parameterName);
                break;
            case IClass { Id: { } id }:
                _declared.Add(id.Name);
                break;
        }

        foreach (var child in node.ChildNodes)
            CollectDeclared(child);
    }

    private void Report(Node node, string rule, ScriptFindingSeverity severity, string message) =>
        Findings.Add((node, new ScriptFinding(rule, severity, node.Location.Start.Line, node.Location.Start.Column + 1, message)));

    [GeneratedRegex(@"\([^()]*[+*}][^()]*\)[+*{]", RegexOptions.CultureInvariant)]
    private static partial Regex NestedQuantifier();
}
