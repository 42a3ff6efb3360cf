using System.Collections.Frozen;
using NFlow.Runtime.Model;

namespace NFlow.Runtime.Routing;

/// <summary>Finds the starter for a request by walking the path's segments. Immutable; thread-safe.</summary>
/// <remarks>
/// Paths are matched as received: case matters, <c>/x</c> and <c>/x/</c> differ, an encoded slash does not split a segment.
/// A literal segment beats <c>:name</c>, a specific method beats <c>ANY</c>, then the starter that comes first in the document wins.
/// </remarks>
public sealed class RouteTable
{
    private const string TokenSegment = "nftk";
    private const string NextSegment = "nfnext";

    private readonly Branch _root;

    private RouteTable(IReadOnlyList<Route> routes, Branch root)
    {
        Routes = routes;
        _root = root;
    }

    /// <summary>A table without routes.</summary>
    public static RouteTable Empty { get; } = Build([], []);

    /// <summary>The routes that can be reached, in document order.</summary>
    public IReadOnlyList<Route> Routes { get; }

    /// <summary>Finds the starter for a request.</summary>
    /// <param name="method">HTTP method, upper case.</param>
    /// <param name="path">Path as received, without query.</param>
    /// <returns>The match, or null when no starter fits.</returns>
    public RouteMatch? Match(string method, string path)
    {
        var (pattern, resumeNodeId) = Cut(path);
        Span<Range> captured = stackalloc Range[16];
        var captures = new Captures(captured);
        if (Find(_root, pattern, 0, method, ref captures) is not { } leaf)
            return null;

        return new RouteMatch(leaf.Route.Flow, leaf.Route.Starter, leaf.ReadVariables(pattern, captures), resumeNodeId);
    }

    internal static RouteTable Build(IReadOnlyList<Route> routes, List<DefinitionProblem> problems)
    {
        var root = new BranchBuilder();
        var reachable = new List<Route>(routes.Count);
        foreach (var route in routes)
        {
            var segments = route.Pattern.Split('/');
            var branch = root;
            foreach (var segment in segments)
                branch = segment.StartsWith(':') ? branch.Variable ??= new() : branch.Literal(segment);

            if (branch.Leaves.TryGetValue(route.Method, out var first))
            {
                problems.Add(new(
                    ProblemSeverity.Warning, route.Flow.Name, route.Starter.Id,
                    $"{route.Method} {route.Pattern} is already served by node {first.Route.Starter.Id} of flow '{first.Route.Flow.Name}'; this starter is never reached.",
                    "Change the method or the pattern of one of them."));
                continue;
            }

            branch.Leaves[route.Method] = new Leaf(route, [.. segments.Where(segment => segment.StartsWith(':')).Select(segment => segment[1..])]);
            reachable.Add(route);
        }

        return new RouteTable(reachable, root.Freeze());
    }

    /// <summary>The part of a path that routes see: a resume path up to its marker.</summary>
    internal static ReadOnlyMemory<char> EndpointOf(string path) => Cut(path).Pattern;

    /// <summary>Splits a resume path: what comes before <c>nftk</c> or <c>nfnext</c> is matched, what follows <c>nfnext</c> is a node.</summary>
    private static (ReadOnlyMemory<char> Pattern, string? ResumeNodeId) Cut(string path)
    {
        var start = 0;
        ReadOnlyMemory<char>? pattern = null;
        while (start < path.Length)
        {
            var slash = path.IndexOf('/', start);
            if (slash < 0)
                break;
            var segment = path.AsSpan(slash + 1);
            var end = segment.IndexOf('/');
            if (end >= 0)
                segment = segment[..end];

            if (segment.SequenceEqual(NextSegment))
            {
                var rest = end < 0 ? default : path.AsSpan(slash + 1 + end + 1);
                var stop = rest.IndexOf('/');
                var id = stop < 0 ? rest : rest[..stop];
                return (pattern ?? path.AsMemory(0, slash), id.IsEmpty ? null : Uri.UnescapeDataString(id));
            }

            if (pattern is null && segment.SequenceEqual(TokenSegment))
                pattern = path.AsMemory(0, slash);
            start = slash + 1;
        }

        return (pattern ?? path.AsMemory(), null);
    }

    private static Leaf? Find(Branch branch, ReadOnlyMemory<char> path, int start, string method, ref Captures captures)
    {
        if (start > path.Length)
            return branch.Leaf(method);

        var rest = path.Span[start..];
        var slash = rest.IndexOf('/');
        var length = slash < 0 ? rest.Length : slash;
        if (branch.Literal(rest[..length]) is { } literal && Find(literal, path, start + length + 1, method, ref captures) is { } found)
            return found;

        if (branch.Variable is not { } variable || !captures.Push(start, length))
            return null;
        if (Find(variable, path, start + length + 1, method, ref captures) is { } captured)
            return captured;
        captures.Pop();
        return null;
    }

    private ref struct Captures(Span<Range> ranges)
    {
        private readonly Span<Range> _ranges = ranges;
        private int _count;

        public readonly Range this[int index] => _ranges[index];

        public bool Push(int start, int length)
        {
            if (_count == _ranges.Length)
                return false;
            _ranges[_count++] = start..(start + length);
            return true;
        }

        public void Pop() => _count--;
    }

    private sealed class Leaf(Route route, string[] variables)
    {
        public Route Route { get; } = route;

        public IReadOnlyDictionary<string, string> ReadVariables(ReadOnlyMemory<char> path, in Captures captures)
        {
            if (variables.Length == 0)
                return FrozenDictionary<string, string>.Empty;

            var values = new Dictionary<string, string>(variables.Length, StringComparer.Ordinal);
            for (var i = 0; i < variables.Length; i++)
                values[variables[i]] = Uri.UnescapeDataString(path.Span[captures[i]]);
            return values;
        }
    }

    private sealed class Branch(FrozenDictionary<string, Branch> literals, Branch? variable, FrozenDictionary<string, Leaf> leaves)
    {
        private readonly FrozenDictionary<string, Branch>.AlternateLookup<ReadOnlySpan<char>> _literals = literals.GetAlternateLookup<ReadOnlySpan<char>>();

        public Branch? Variable { get; } = variable;

        public Branch? Literal(ReadOnlySpan<char> segment) => _literals.TryGetValue(segment, out var branch) ? branch : null;

        public Leaf? Leaf(string method) =>
            leaves.TryGetValue(method, out var leaf) || leaves.TryGetValue(Route.AnyMethod, out leaf) ? leaf : null;
    }

    private sealed class BranchBuilder
    {
        private readonly Dictionary<string, BranchBuilder> _literals = new(StringComparer.Ordinal);

        public BranchBuilder? Variable { get; set; }

        public Dictionary<string, Leaf> Leaves { get; } = new(StringComparer.Ordinal);

        /// <summary>The branch of a literal segment, reached by its text and, where that differs, by its percent-encoded form, which browsers send.</summary>
        public BranchBuilder Literal(string segment)
        {
            if (_literals.TryGetValue(segment, out var branch))
                return branch;
            branch = new BranchBuilder();
            _literals[segment] = branch;
            _literals.TryAdd(Uri.EscapeDataString(segment), branch);
            return branch;
        }

        public Branch Freeze()
        {
            var frozen = new Dictionary<BranchBuilder, Branch>();
            foreach (var child in _literals.Values)
                if (!frozen.ContainsKey(child))
                    frozen[child] = child.Freeze();
            return new Branch(
                _literals.ToFrozenDictionary(pair => pair.Key, pair => frozen[pair.Value], StringComparer.Ordinal),
                Variable?.Freeze(),
                Leaves.ToFrozenDictionary(StringComparer.Ordinal));
        }
    }
}
