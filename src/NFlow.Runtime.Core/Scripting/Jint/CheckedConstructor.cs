using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Descriptors;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>A built-in constructor that looks at its arguments before it works. To scripts it is the constructor: same members, same prototype.</summary>
internal sealed class CheckedConstructor : Constructor
{
    private readonly JintScope _scope;
    private readonly Constructor _original;
    private readonly Func<JintScope, JsValue[], JsValue[]> _check;

    private CheckedConstructor(JintScope scope, Constructor original, Func<JintScope, JsValue[], JsValue[]> check)
        : base(scope.Engine, original.Get("name").ToString())
    {
        (_scope, _original, _check) = (scope, original, check);
        Prototype = original.Prototype;
        foreach (var (key, property) in original.GetOwnProperties().ToArray())
            DefineOwnProperty(key, property);
    }

    /// <summary>Puts a checked constructor in the place of one, also where its prototype names it.</summary>
    public static CheckedConstructor Replace(JintScope scope, JsValue original, Func<JintScope, JsValue[], JsValue[]> check)
    {
        var replacement = Create(scope, original, check);
        ((ObjectInstance)original.Get("prototype")).FastSetProperty("constructor", new PropertyDescriptor(replacement, PropertyFlag.NonEnumerable));
        return replacement;
    }

    /// <summary>A checked constructor that stands for one without a prototype of its own.</summary>
    public static CheckedConstructor Create(JintScope scope, JsValue original, Func<JintScope, JsValue[], JsValue[]> check) => new(scope, (Constructor)original, check);

    /// <inheritdoc/>
    public override ObjectInstance Construct(JsValue[] arguments, JsValue newTarget)
    {
        try
        {
            _scope.Budget.ChargeOperations(1);
            return _original.Construct(_check(_scope, arguments), ReferenceEquals(newTarget, this) ? _original : newTarget);
        }
        catch (RunFailedException exception)
        {
            throw _scope.Abort(exception);
        }
    }
}
