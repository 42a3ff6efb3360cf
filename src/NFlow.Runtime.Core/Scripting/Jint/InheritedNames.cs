using System.Collections.Frozen;
using Jint;
using Jint.Native.Object;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>Names under which values find what the engine made, as this version of Jint has them. Asked of an engine, so that a newer one brings its own.</summary>
internal static class InheritedNames
{
    /// <summary>What the values of a traceless script can be: data, functions of the host, errors, dates; promises, if only while a run lasts.</summary>
    private static readonly string[] Types =
    [
        "Object", "Array", "String", "Number", "Boolean", "Function", "Date", "Promise",
        "Error", "AggregateError", "EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError",
    ];

    static InheritedNames()
    {
        using var engine = new Engine();
        var (ofValues, withSetter) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var type in Types)
        {
            var prototype = (ObjectInstance)engine.Global.Get(type).AsObject().Get("prototype");
            foreach (var (name, property) in prototype.GetOwnProperties())
            {
                if (!name.IsString())
                    continue;
                if (property.IsAccessorDescriptor())
                    withSetter.Add(name.ToString());
                if (property.IsAccessorDescriptor() || property.Value.IsObject())
                    ofValues.Add(name.ToString());
            }
        }

        OfValues = ofValues.ToFrozenSet(StringComparer.Ordinal);
        WithSetter = withSetter.ToFrozenSet(StringComparer.Ordinal);
        OfTheGlobalObject = engine.Global.GetOwnPropertyKeys().Select(name => name.ToString()).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>A value inherits a function, another object or a getter under one of these.</summary>
    public static FrozenSet<string> OfValues { get; }

    /// <summary>Assigning to one of these calls something.</summary>
    public static FrozenSet<string> WithSetter { get; }

    /// <summary>Every global name of the language.</summary>
    public static FrozenSet<string> OfTheGlobalObject { get; }
}
