using System.Globalization;
using System.Text.RegularExpressions;
using Acornima.Ast;
using Jint;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>The programs of a script that leaves nothing behind in an engine (<see cref="TracelessSyntax"/>). Immutable; thread-safe.</summary>
internal sealed partial class TracelessForm
{
    private const string Start = "(function(){";

    private readonly Lazy<Prepared<Script>> _definitions;

    private TracelessForm(Prepared<Script> closure, Func<Prepared<Script>> definitions)
    {
        Closure = closure;
        _definitions = new(definitions);
    }

    /// <summary>Columns by which the first line of the closure is further right than its author's.</summary>
    public static int Indent => Start.Length;

    /// <summary>A stack trace with the columns of the author's first line.</summary>
    public static string AsAuthored(string stack) => FirstLine().Replace(stack, place => $":1:{int.Parse(place.Groups[1].ValueSpan, CultureInfo.InvariantCulture) - Start.Length}");

    /// <summary>Gives the function to call, with the script's other functions around it and none of them a global name.</summary>
    public Prepared<Script> Closure { get; }

    /// <summary>Declares the functions globally, for a script that comes later and is not traceless: it may call them.</summary>
    public Prepared<Script> Definitions => _definitions.Value;

    /// <returns>Null where the source is a script but not a part of one: a <c>#!</c> line begins it, say.</returns>
    public static TracelessForm? TryCreate(string source, string name, string function, ScriptPreparationOptions preparation)
    {
        try
        {
            return new(Engine.PrepareScript($"{Start}{source}\n;return {function}}})()", name, strict: false, preparation), () => Engine.PrepareScript(source, name, strict: false, preparation));
        }
        catch (ScriptPreparationException)
        {
            return null;
        }
    }

    [GeneratedRegex(@":1:(\d+)", RegexOptions.NonBacktracking)]
    private static partial Regex FirstLine();
}
