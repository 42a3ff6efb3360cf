using System.Text.RegularExpressions;


namespace NFlow.Runtime.Compatibility.Tests.Surface;

/// <summary>
/// The cases of <c>Surface/Cases/*.txt</c>. A section starts with <c># name, name</c>; in it <c>&gt;</c> is a line of script, followed by what comes of it:
/// <c>=</c> JSON of what it returns, <c>=&gt;</c> status, type and body of its answer, <c>!</c> the message of its TypeError, <c>!!</c> its error, <c>~</c> it waits.
/// <c>-bad</c> and <c>-wait</c> say why a function has no such case. <c>«name»</c> stands for a value that only the run knows.
/// </summary>
internal sealed class SurfaceContract
{
    private static readonly Lazy<SurfaceContract> Loaded = new(Load);

    private readonly List<SurfaceCase> _cases = [];
    private readonly Dictionary<string, string> _neverWrong = [];
    private readonly Dictionary<string, string> _neverWaits = [];

    public static SurfaceContract Instance => Loaded.Value;

    public IReadOnlyList<SurfaceCase> Cases => _cases;

    public IEnumerable<string> Names => _cases.SelectMany(item => item.Names).Concat(_neverWrong.Keys).Concat(_neverWaits.Keys).Distinct();

    /// <summary>The kinds of cases a function lacks. A case counts for a function when its script has the last part of the function's name.</summary>
    public IEnumerable<string> Lacks(SurfaceFunction function)
    {
        var word = new Regex($@"\b{Regex.Escape(function.Name[(function.Name.LastIndexOfAny(['.', '#']) + 1)..].TrimEnd('(', ')'))}\b");
        var kinds = _cases.Where(item => item.Names.Contains(function.Name) && word.IsMatch(item.Script)).Select(item => item.Kind).ToHashSet();
        if (!kinds.Overlaps([SurfaceCaseKind.Returns, SurfaceCaseKind.Answers]))
            yield return "a use";
        if (function.TakesArguments && !_neverWrong.ContainsKey(function.Name) && !kinds.Contains(SurfaceCaseKind.Refuses))
            yield return "a wrong argument";
        if (function.Waits && !_neverWaits.ContainsKey(function.Name) && !kinds.Contains(SurfaceCaseKind.Waits))
            yield return "a cancellation";
    }

    private static SurfaceContract Load()
    {
        var contract = new SurfaceContract();
        var folder = Repository.PathOf("tests/NFlow.Runtime.Compatibility.Tests/Surface/Cases");
        foreach (var path in Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal))
            contract.Read(path);
        return contract;
    }

    private void Read(string path)
    {
        string[] names = [];
        var script = new List<string>();
        foreach (var line in File.ReadLines(path))
        {
            if (line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal))
                continue;
            var (mark, text) = line.Split(' ', 2) is [var first, var rest] ? (first, rest) : (line, "");
            switch (mark)
            {
                case "#":
                    names = text.Split(", ");
                    break;
                case ">":
                    script.Add(text);
                    break;
                case "-bad":
                    Array.ForEach(names, name => _neverWrong[name] = text);
                    break;
                case "-wait":
                    Array.ForEach(names, name => _neverWaits[name] = text);
                    break;
                default:
                    _cases.Add(new SurfaceCase(names, Kind(path, mark), string.Join('\n', script), text));
                    script.Clear();
                    break;
            }
        }
    }

    private static SurfaceCaseKind Kind(string path, string mark) => mark switch
    {
        "=" => SurfaceCaseKind.Returns,
        "=>" => SurfaceCaseKind.Answers,
        "!" => SurfaceCaseKind.Refuses,
        "!!" => SurfaceCaseKind.Throws,
        "~" => SurfaceCaseKind.Waits,
        _ => throw new FormatException($"{path}: a line starts with '{mark}'."),
    };
}
