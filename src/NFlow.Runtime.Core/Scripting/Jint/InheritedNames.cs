using System.Collections.Frozen;
using Jint;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>Names under which values find what the engine made, as this version of Jint has them. Asked of an engine, so that a newer one brings its own.</summary>
internal static class InheritedNames
{
    /// <summary>Objects from which the values of a traceless script inherit: data, functions of the host, errors, dates.</summary>
    private const string Prototypes = "[Object,Array,String,Number,Boolean,Function,Date,Promise,Error,AggregateError,EvalError,RangeError,ReferenceError,SyntaxError,TypeError,URIError].map(type=>type.prototype)";

    private const string Find = """
        (function(holders, isWanted) {
            return holders.flatMap(holder => Object.getOwnPropertyNames(holder).filter(name => isWanted(Object.getOwnPropertyDescriptor(holder, name)))).join();
        })
        """;

    /// <summary>A value inherits a function, another object or a getter under one of these.</summary>
    public static FrozenSet<string> OfValues { get; } = Ask(Prototypes, "entry => !('value' in entry) || entry.value === Object(entry.value)");

    /// <summary>Assigning to one of these calls something.</summary>
    public static FrozenSet<string> WithSetter { get; } = Ask(Prototypes, "entry => !('value' in entry)");

    /// <summary>Every global name of the language.</summary>
    public static FrozenSet<string> OfTheGlobalObject { get; } = Ask("[globalThis]", "() => true");

    private static FrozenSet<string> Ask(string holders, string isWanted)
    {
        using var engine = new Engine();
        return engine.Evaluate($"{Find}({holders}, {isWanted})").ToString().Split(',').ToFrozenSet(StringComparer.Ordinal);
    }
}
