using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Descriptors;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>What has been made of a world's built-ins so far: hardened when a script may reach what is dangerous, libraries evaluated when one is asked for.</summary>
internal sealed class ScriptRealm(JintScope scope, HostWorld world)
{
    /// <summary>The constructor itself, whatever the global name stands for by now.</summary>
    private static readonly Prepared<Acornima.Ast.Script> PromiseConstructor = Engine.PrepareScript("(function(){return (async function(){})().constructor})", "nflow");

    private Dictionary<HostLibrary, ObjectInstance>? _libraries;
    private Part _checked;

    /// <summary>The global <c>AggregateError</c> as the engine made it; null before the realm is hardened.</summary>
    public PropertyDescriptor? AggregateErrors { get; set; }

    /// <summary>The checked constructor; made, and put where errors lead to it, when first asked for.</summary>
    public JsValue AggregateError => field ??= RealmHardening.WrapCollection(AggregateErrors?.Value ?? scope.Engine.Global.Get("AggregateError"), scope);

    /// <summary>Whether every built-in is still as the engine made it, and no library lives among them.</summary>
    public bool IsUntouched => _libraries is null && _checked == Part.None;

    /// <summary>Puts checked functions in the place of dangerous ones, once, before the first script that might reach one.</summary>
    public void Harden()
    {
        if (IsFirst(Part.BuiltIns))
            RealmHardening.Apply(scope);
    }

    /// <summary>Puts checked functions on the promise constructor, once, before a script can get hold of a promise.</summary>
    public void HardenPromises()
    {
        if (IsFirst(Part.Promises))
            RealmHardening.ApplyToPromises(scope, (ObjectInstance)scope.Engine.Call(scope.Engine.Evaluate(PromiseConstructor)));
    }

    /// <summary>Puts checked functions on regular expressions, once, before a script can get hold of one.</summary>
    public void HardenRegExps()
    {
        if (IsFirst(Part.RegExps))
            CheckedRegExps.Apply(scope);
    }

    /// <summary>Puts in place what scripts that list properties by syntax refer to, once.</summary>
    public void HardenEnumeration()
    {
        if (IsFirst(Part.Enumeration))
            CheckedEnumeration.Apply(scope);
    }

    /// <summary>Puts checked functions on what all typed arrays inherit, once.</summary>
    public void HardenTypedArrays(JsValue constructor)
    {
        if (IsFirst(Part.TypedArrays))
            RealmHardening.ApplyToTypedArrays(scope, constructor);
    }

    /// <summary>What a library exports under a name; evaluates the library when it is first asked.</summary>
    public JsValue Export(HostLibrary library, string name)
    {
        _libraries ??= [];
        if (!_libraries.TryGetValue(library, out var exports))
        {
            Harden();
            HardenPromises();
            var factory = scope.Engine.Evaluate(LibrarySources.Prepare(library));
            exports = (ObjectInstance)scope.Engine.Call(factory, world.CreatePrivate(scope.Engine));
            _libraries.Add(library, exports);
        }

        return exports.Get(name);
    }

    private bool IsFirst(Part part)
    {
        var isFirst = (_checked & part) == 0;
        _checked |= part;
        return isFirst;
    }

    /// <summary>Parts of the realm that checked functions were put into.</summary>
    [Flags]
    private enum Part
    {
        None = 0,
        BuiltIns = 1,
        Promises = 2,
        RegExps = 4,
        Enumeration = 8,
        TypedArrays = 16,
    }
}
