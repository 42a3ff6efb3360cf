using Jint.Native;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>A conversion to JSON, which may run getters and <c>toJSON</c> of the script and so takes a turn of its own.</summary>
internal sealed class JsonConversion<T>(JintScope scope, JsValue value, Func<ScriptJson, JsValue, T> convert) : ITurn
{
    private T _json = default!;
    private Exception? _failure;

    public T Result => _failure is null ? _json : throw _failure;

    public void Execute() => _failure = scope.TakeTurn(() =>
    {
        scope.Budget.EnsureMemory(0);
        _json = convert(scope.Json, value);
    });
}
