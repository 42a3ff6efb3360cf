using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.HostApi.Common;

/// <summary>Small functions that existing apps call.</summary>
internal sealed class CommonApi(IOptions<NFlowOptions> options, IOptions<HostApiOptions> hostOptions, TimeProvider time) : IHostApi
{
    private readonly ConcurrentDictionary<string, string> _setByScripts = new(StringComparer.Ordinal);

    public void Configure(HostSurfaceBuilder surface)
    {
        HostParameter text = new("text", "string"), name = new("name", "string");
        surface.Function("atob", Atob, "Decodes base64 to text (UTF-8); empty when it is not valid base64.", "string", new HostParameter("base64", "string"));
        surface.Function("btoa", call => HostValue.From(Convert.ToBase64String(Encoding.UTF8.GetBytes(call.RequireText(0)))), "Encodes text (UTF-8) as base64.", "string", text);
        surface.Function("get_env", GetEnv, "A value of the settings table [env]; empty when it is missing.", "string", name);
        surface.Function("set_env", SetEnv, "Sets a variable of this process's environment. Needs enable_process.", "void", name, new HostParameter("value", "string"));
        surface.BlockingFunction("sleep", SleepAsync, "Waits; the run's slot is given back meanwhile.", "void", new HostParameter("milliseconds", "number"));
        surface.Function("uuid", _ => HostValue.From(Guid.NewGuid().ToString()), "A new random UUID.", "string");
        surface.Function("clean_json", CleanJson, "Text without the ```json fences that language models put around it.", "string", text);
        surface.Library(new HostLibrary("common", ["find_element", "url_values_to_map", "new_map"], EmbeddedScript.Read("Common/common.js"), """
            /** The value at a dotted path such as "a.0.b"; null when there is none. */
            declare function find_element(path: string, payload: any): any;
            /** A copy of a name → values map. */
            declare function url_values_to_map(values: Record<string, string[]>): Record<string, string[]>;
            /** An empty object. */
            declare function new_map(): Record<string, any>;
            """));
        ConfigureTime(surface);
    }

    private void ConfigureTime(HostSurfaceBuilder surface)
    {
        Add("unix", "Seconds since 1970", now => now.ToUnixTimeSeconds());
        Add("unix_nano", "Nanoseconds since 1970", now => (now - DateTimeOffset.UnixEpoch).Ticks * 100.0);
        Add("year", "The year, UTC", now => now.Year);
        Add("month", "The month, UTC, from 1", now => now.Month);
        Add("day", "The day of the month, UTC", now => now.Day);
        Add("hour", "The hour, UTC", now => now.Hour);
        Add("minute", "The minute, UTC", now => now.Minute);
        Add("second", "The second, UTC", now => now.Second);
        Add("weekday", "The day of the week, UTC; Sunday is 0", now => (int)now.DayOfWeek);

        void Add(string name, string summary, Func<DateTimeOffset, double> read) =>
            surface.Function($"time_now_{name}", _ => HostValue.From(read(time.GetUtcNow())), $"{summary}.", "number");
    }

    private static HostValue Atob(HostCall call)
    {
        var text = call.RequireText(0);
        var bytes = new byte[text.Length];
        return HostValue.From(Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes.AsSpan(0, length)) : "");
    }

    private HostValue GetEnv(HostCall call)
    {
        var name = call.RequireText(0);
        return HostValue.From(options.Value.ScriptEnvironment.TryGetValue(name, out var value) || _setByScripts.TryGetValue(name, out value) ? value : "");
    }

    private HostValue SetEnv(HostCall call)
    {
        var (name, value) = (call.RequireName(0), call.OptionalText(1));
        if (!hostOptions.Value.EnableProcess)
            throw new HostCallException("set_env: this host does not let scripts change its environment (enable_process).");
        if (name.AsSpan().ContainsAny("=\0"))
            throw call.BadArgument(0, "the name of an environment variable");
        Environment.SetEnvironmentVariable(name, value);
        _setByScripts[name] = value;
        return HostValue.Undefined;
    }

    private async ValueTask<HostValue> SleepAsync(HostCall call, CancellationToken cancellationToken)
    {
        var wanted = TimeSpan.FromMilliseconds(Math.Clamp(call.RequireNumber(0), 0, int.MaxValue));
        var started = time.GetTimestamp();
        // Timers may fire a little early; scripts that measure notice.
        for (var left = wanted; left > TimeSpan.Zero; left = wanted - time.GetElapsedTime(started))
            await Task.Delay(left < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : left, time, cancellationToken).ConfigureAwait(false);
        return HostValue.Undefined;
    }

    private static HostValue CleanJson(HostCall call)
    {
        var text = call.RequireText(0).AsSpan().Trim();
        if (text.StartsWith("```json", StringComparison.Ordinal))
            text = text["```json".Length..];
        if (text.StartsWith("```", StringComparison.Ordinal))
            text = text["```".Length..];
        if (text.EndsWith("```", StringComparison.Ordinal))
            text = text[..^"```".Length];
        return HostValue.From(text.Trim().ToString());
    }
}
