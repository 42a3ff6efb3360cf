using System.Reflection;
using System.Text.Json;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Plugins;

/// <summary>What a plugin's delegate returns, and how scripts get it.</summary>
internal sealed class PluginResult
{
    private readonly Func<object?, ValueTask<object?>>? _await;

    private PluginResult(Type type, Func<object?, ValueTask<object?>>? awaitResult)
    {
        ScriptType = type == typeof(void) ? "void" : TypeScriptType.Of(type);
        _await = awaitResult;
    }

    public string ScriptType { get; }

    public bool IsTask => _await is not null;

    public static PluginResult For(Type type)
    {
        if (type == typeof(Task))
            return new PluginResult(typeof(void), static async task =>
            {
                await ((Task)task!).ConfigureAwait(false);
                return null;
            });
        if (type == typeof(ValueTask))
            return new PluginResult(typeof(void), static async task =>
            {
                await ((ValueTask)task!).ConfigureAwait(false);
                return null;
            });
        if (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>)))
        {
            var value = type.GetGenericArguments()[0];
            var method = type.GetGenericTypeDefinition() == typeof(Task<>) ? nameof(AwaitTaskAsync) : nameof(AwaitValueTaskAsync);
            return new PluginResult(value, typeof(PluginResult).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(value).CreateDelegate<Func<object?, ValueTask<object?>>>());
        }

        return new PluginResult(type, null);
    }

    public ValueTask<object?> AwaitAsync(object? task) => _await!(task);

    public static HostValue ToHostValue(object? value) => value switch
    {
        null => HostValue.Undefined,
        HostValue host => host,
        string text => HostValue.From(text),
        bool flag => HostValue.From(flag),
        byte[] bytes => HostValue.From((ReadOnlyMemory<byte>)bytes),
        ReadOnlyMemory<byte> bytes => HostValue.From(bytes),
        double number => HostValue.From(number),
        int number => HostValue.From(number),
        JsonElement json => HostValue.FromJson(json),
        _ => HostValue.FromJson(JsonSerializer.SerializeToElement(value, value.GetType(), JsonSerializerOptions.Web)),
    };

    private static async ValueTask<object?> AwaitTaskAsync<T>(object? task) => await ((Task<T>)task!).ConfigureAwait(false);

    private static async ValueTask<object?> AwaitValueTaskAsync<T>(object? task) => await ((ValueTask<T>)task!).ConfigureAwait(false);
}
