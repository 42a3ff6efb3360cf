using Acornima.Ast;
using Jint;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>The programs of a script that leaves nothing behind in an engine (<see cref="TracelessSyntax"/>). Immutable; thread-safe.</summary>
internal sealed class TracelessForm
{
    private const string Start = "(function(){";

    private readonly Lazy<Prepared<Script>> _definitions;

    private TracelessForm(Prepared<Script> closure, Func<Prepared<Script>> definitions)
    {
        Closure = closure;
        _definitions = new(definitions);
    }

    /// <summary>Gives the function to call, with the script's other functions around it and none of them a global name.</summary>
    public Prepared<Script> Closure { get; }

    /// <summary>Declares the functions globally, for a script that comes later and is not traceless: it may call them.</summary>
    public Prepared<Script> Definitions => _definitions.Value;

    /// <returns>Null where the source is a script but not a part of one: a <c>#!</c> line begins it, say.</returns>
    public static TracelessForm? TryCreate(string source, string name, string function, ScriptPreparationOptions preparation)
    {
        try
        {
            var closure = new ProgramText($"{Start}{source}\n;return {function}}})()", [(Start.Length, Start.Length)]);
            return new(closure.Prepare(name, preparation), () => Engine.PrepareScript(source, name, strict: false, preparation));
        }
        catch (ScriptPreparationException)
        {
            return null;
        }
    }
}
