using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>What each node of a run finds under global names, and what it leaves there.</summary>
internal sealed class ScriptGlobals(JintScope scope, ObjectInstance global, NodeGlobal[] ofNodes)
{
    private static readonly JsString PayloadName = new("payload");

    private static readonly JsString NextName = new("next");

    private HashSet<string>? _read;
    private bool _isFresh = true;

    /// <summary>The payload as the script left it.</summary>
    public JsValue Payload => global.Get(PayloadName);

    /// <summary>The port that the script chose.</summary>
    public string Next => global.Get(NextName) is var next && next.IsString() ? next.ToString() : TypeConverter.ToString(next);

    /// <summary>Lays out the globals of the script that is about to run.</summary>
    /// <param name="script">The script.</param>
    /// <param name="frame">What its node is given.</param>
    /// <param name="mayBeOverwritten">Whether an earlier script of the run can have assigned to other names than <c>payload</c> and <c>next</c>.</param>
    public void Enter(JintScript script, in ScriptFrame frame, bool mayBeOverwritten)
    {
        if (!_isFresh && (mayBeOverwritten || _read is { Count: > 0 }))
            Renew();
        _isFresh = false;
        Set(PayloadName, ScriptPayload.Open(scope, frame.Payload));
        Set(NextName, JsString.Create(frame.Next));
        if (frame.Globals is { } globals)
            foreach (var (name, value) in globals)
                Set(name, scope.Json.Read(value));
        foreach (var name in script.ShadowedHostNames)
            if (!global.HasOwnProperty(name))
                Set(name, global.Get(name));
    }

    /// <summary>A host value that a script reads under a global name.</summary>
    public JsValue Read(HostGlobal value)
    {
        if (value.Lifetime == HostGlobalLifetime.Node)
            (_read ??= new(StringComparer.Ordinal)).Add(value.Name);
        return scope.Json.Read(value.Read(scope.Run));
    }

    /// <summary>Values that belong to a node are computed anew for the next one, if anybody read or overwrote them.</summary>
    private void Renew()
    {
        foreach (var (name, value) in ofNodes)
            if (_read?.Contains(value.Name) == true || global.HasOwnProperty(name))
                global.FastSetProperty(name, PropertyDescriptor.CreateLazy((this, value), static state => state.Item1.Read(state.value)));
        _read?.Clear();
    }

    /// <summary>
    /// A global that scripts may assign to. Marked as Jint marks its own <c>var</c>s: without the mark the first assignment would turn the
    /// engine's shared table of built-ins into a private copy.
    /// </summary>
    private void Set(JsValue name, JsValue value) =>
        global.FastSetProperty(name, new PropertyDescriptor(value, PropertyFlag.ConfigurableEnumerableWritable | PropertyFlag.MutableBinding));
}
