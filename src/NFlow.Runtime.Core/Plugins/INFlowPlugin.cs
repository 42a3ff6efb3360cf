namespace NFlow.Runtime.Plugins;

/// <summary>
/// An extension in one class: functions for scripts, a step for <c>dromedary</c> nodes, an event source for <c>dromedary_callback</c> nodes.
/// Registered with <c>AddPlugin&lt;T&gt;()</c>; its constructor is served by dependency injection.
/// </summary>
/// <remarks>One instance serves all runs: it must be thread-safe.</remarks>
/// <example>
/// <code>
/// public sealed class WeatherPlugin(HttpClient http) : INFlowPlugin
/// {
///     public string Name =&gt; "weather";
///
///     public void Configure(PluginBuilder plugin) =&gt; plugin
///         .Function("weather_in", (string city, int? days, CancellationToken token) =&gt; ForecastAsync(city, days ?? 1, token), "The forecast for a city.")
///         .Step(async (step, token) =&gt; StepResult.Next("output_1", await ForecastAsync(step.Node.ReadText("city"), 1, token)));
/// }
/// </code>
/// </example>
public interface INFlowPlugin
{
    /// <summary>What authors write in <c>data.dromedary_name</c>, and operators in the list of enabled plugins.</summary>
    string Name { get; }

    /// <summary>Says what the plugin offers. Called once, at start.</summary>
    /// <param name="plugin">Where to add it.</param>
    void Configure(PluginBuilder plugin);
}
