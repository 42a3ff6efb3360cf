using System.Text.Json;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Descriptors;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>A payload that lives in a run's script world. An object is always a plain one whose own properties are data.</summary>
/// <remarks>
/// Used between turns, where nothing bounds a script: it looks at own properties only and adds with <see cref="ObjectInstance.FastSetProperty(JsValue, PropertyDescriptor)"/>,
/// so that no getter or setter that a script left on a prototype is run.
/// </remarks>
internal sealed class ScriptPayload : Payload
{
    /// <summary>Payloads that are let go of together: enough for nearly all runs. One that goes round in circles does not keep all it has had.</summary>
    private const int MaxRemembered = 16;

    private static readonly JsString Break = new(FormState.BreakKey);

    private readonly JintScope _scope;
    private readonly ScriptPayload? _previous;
    private readonly int _remembered;
    private JsValue _value;
    private JsonElement? _json;
    private byte[]? _text;

    private ScriptPayload(JintScope scope, JsValue value)
    {
        _scope = scope;
        _value = value;
        _previous = scope.Replace(this) is { _remembered: < MaxRemembered } previous ? previous : null;
        _remembered = (_previous?._remembered ?? 0) + 1;
    }

    public JintScope Scope => _scope;

    /// <summary>The payload of a script's result. Plain data only: what has getters, traps or a prototype of its own is written to JSON and read back.</summary>
    /// <param name="scope">The script world.</param>
    /// <param name="value">The result.</param>
    /// <param name="mayHaveGetters">Whether any script of the run can have defined a getter on an object.</param>
    public static ScriptPayload Of(JintScope scope, JsValue value, bool mayHaveGetters) =>
        new(scope, IsPlain(scope, value, mayHaveGetters) ? value : scope.Json.Parse(scope.Json.ToElement(value)));

    /// <summary>A payload as a value of a script world: itself where it came from there.</summary>
    public static JsValue Open(JintScope scope, Payload payload) => payload switch
    {
        ScriptPayload own when own.Scope == scope => own.Value,
        _ when ReferenceEquals(payload, Empty) => new JsObject(scope.Engine),
        _ => scope.Json.Parse(payload.ToJson()),
    };

    public JsValue Value => _value;

    public override bool IsObject => _value is JsObject;

    public override bool AsksToWait =>
        _value is JsObject payload && payload.GetOwnProperty(Break).Value is { } flag && (flag == JsBoolean.True || (flag is JsString { Length: 4 } && flag.ToString() == "true"));

    public override JsonElement ToJson() => _json ??= _text is { Length: > 0 } text ? _scope.ParseJson(text) : _scope.ToJson(_value);

    internal override byte[] ToUtf8Json() => _text ??= _json is null ? _scope.ToUtf8Json(_value) : base.ToUtf8Json();

    internal override void SaveTo(FormState form)
    {
        if (_value is not JsObject payload)
            return;
        var count = 0;
        foreach (var (key, property) in payload.GetOwnProperties())
        {
            if (!key.IsString() || !property.Enumerable)
                continue;
            form.Set(key.ToString(), property.Value, _scope.ToJsonOfValue);
            count++;
        }

        form.NoteMirror(payload, count);
    }

    internal override Payload MergeFrom(FormState form)
    {
        if (_value is not JsObject payload || form.Mirrors(payload))
            return this;
        JsObject? merged = null;
        foreach (var (key, entry) in form.Entries)
        {
            if (key == FormState.BreakKey || IsCovered(payload, key, entry))
                continue;
            merged ??= Copy(payload);
            Add(merged, JsString.Create(key), ToScript(entry));
        }

        return merged is null ? this : new ScriptPayload(_scope, merged);
    }

    /// <summary>Lets go of the values of this payload and of those shortly before it.</summary>
    public void Forget()
    {
        for (var payload = this; payload is not null; payload = payload._previous)
            payload._value = JsValue.Undefined;
    }

    private static bool IsPlain(JintScope scope, JsValue value, bool mayHaveGetters)
    {
        if (value is not JsObject plain)
            return !value.IsObject() || value.IsArray();
        if (!mayHaveGetters || scope.Engine.Advanced.GetObjectRepresentation(plain) == ObjectRepresentation.HiddenClass)
            return true;
        foreach (var (_, property) in plain.GetOwnProperties())
            if (property.IsAccessorDescriptor())
                return false;
        return true;
    }

    private static bool IsCovered(JsObject payload, string key, FormValue entry) =>
        entry.Native is { } native && ReferenceEquals(payload.GetOwnProperty(key).Value, native);

    private JsValue ToScript(FormValue entry) => entry.Native as JsValue ?? _scope.Json.Parse(entry.ToJson());

    private static void Add(JsObject target, JsValue key, JsValue value) =>
        target.FastSetProperty(key, new PropertyDescriptor(value, PropertyFlag.ConfigurableEnumerableWritable));

    private static JsObject Copy(ObjectInstance payload)
    {
        var copy = new JsObject(payload.Engine);
        foreach (var (key, property) in payload.GetOwnProperties())
            if (key.IsString() && property.Enumerable)
                Add(copy, key, property.Value);
        return copy;
    }
}
