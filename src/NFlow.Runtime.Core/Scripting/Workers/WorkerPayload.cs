using System.Runtime.InteropServices;
using System.Text.Json;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting.Workers.Protocol;

namespace NFlow.Runtime.Scripting.Workers;

/// <summary>A payload that lives in a worker, with what the form state lays over it. It is fetched when somebody outside the script world asks.</summary>
internal sealed class WorkerPayload : Payload
{
    private static readonly KeyValuePair<string, ReadOnlyMemory<byte>?>[] NoExtras = [];

    private readonly WorkerScope _scope;
    private readonly KeyValuePair<string, ReadOnlyMemory<byte>?>[] _extras;
    private PayloadShape _shape;
    private JsonElement? _json;

    public WorkerPayload(WorkerScope scope, PayloadShape shape)
        : this(scope, shape, NoExtras)
    {
    }

    private WorkerPayload(WorkerScope scope, PayloadShape shape, KeyValuePair<string, ReadOnlyMemory<byte>?>[] extras) =>
        (_scope, _shape, _extras) = (scope, shape, extras);

    public WorkerScope Scope => _scope;

    public PayloadReference Reference => new(_shape.Id, default, _extras);

    public override bool IsObject => _shape.IsObject;

    public override bool AsksToWait => _shape.AsksToWait;

    public override JsonElement ToJson() => _json ??= _scope.Fetch(Reference);

    /// <summary>Takes note that a script which was given the payload has changed it.</summary>
    public void Refresh(PayloadShape shape)
    {
        if (shape.Id == _shape.Id)
            (_shape, _json) = (shape, null);
    }

    internal override void SaveTo(FormState form)
    {
        if (!IsObject)
            return;
        _scope.SaveBeforeNext(_shape.Id);
        foreach (var key in _shape.Keys)
            if (!IsLaidOver(key))
                form.Set(key, new WorkerValue(_scope, _shape.Id, key), _scope.ToJsonOfValue);
    }

    internal override Payload MergeFrom(FormState form)
    {
        if (!IsObject)
            return this;
        List<KeyValuePair<string, ReadOnlyMemory<byte>?>>? extras = null;
        foreach (var (key, entry) in form.Entries)
            if (key != FormState.BreakKey && !IsCovered(entry))
                (extras ??= []).Add(new(key, IsKept(entry) ? default(ReadOnlyMemory<byte>?) : Utf8(entry.ToJson())));
        return extras is null ? this : new WorkerPayload(_scope, _shape, [.. extras]);
    }

    private bool IsCovered(FormValue entry) => _extras.Length == 0 && entry.Native is WorkerValue value && value.Scope == _scope && value.Payload == _shape.Id;

    private bool IsKept(FormValue entry) => entry.Native is WorkerValue value && value.Scope == _scope;

    private bool IsLaidOver(string key)
    {
        foreach (var (extra, _) in _extras)
            if (extra == key)
                return true;
        return false;
    }

    private static ReadOnlyMemory<byte> Utf8(JsonElement json) =>
        json.ValueKind == JsonValueKind.Undefined ? "null"u8.ToArray() : JsonMarshal.GetRawUtf8Value(json).ToArray();
}
