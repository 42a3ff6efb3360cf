using System.Text.Json;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Steps;

/// <summary>What a step decided: where the run goes on and with what.</summary>
public readonly record struct StepResult
{
    /// <summary>Creates a result.</summary>
    /// <param name="port">Port to go on at; a port that does not exist or is not wired ends the run.</param>
    /// <param name="payload">What to hand to the next step.</param>
    public StepResult(string port, Payload payload)
    {
        Port = port;
        Payload = payload;
    }

    /// <summary>The port that most nodes have.</summary>
    public const string DefaultPort = "output_1";

    /// <summary>Port to go on at.</summary>
    public string Port { get; }

    /// <summary>What to hand to the next step.</summary>
    public Payload Payload { get; }

    /// <summary>Goes on at a port.</summary>
    /// <param name="port">Port name, such as <c>output_1</c>.</param>
    /// <param name="payload">Any JSON value.</param>
    /// <returns>The result.</returns>
    public static StepResult Next(string port, JsonElement payload) => new(port, Payload.FromJson(payload));

    /// <summary>Goes on at <see cref="DefaultPort"/>.</summary>
    /// <param name="payload">Any JSON value.</param>
    /// <returns>The result.</returns>
    public static StepResult Next(JsonElement payload) => Next(DefaultPort, payload);

    /// <summary>Goes on at a port with an object that is serialised to JSON.</summary>
    /// <typeparam name="T">Type of the payload.</typeparam>
    /// <param name="port">Port name.</param>
    /// <param name="payload">The object; serialised with <see cref="JsonSerializerOptions.Web"/>.</param>
    /// <returns>The result.</returns>
    public static StepResult Next<T>(string port, T payload) =>
        Next(port, JsonSerializer.SerializeToElement(payload, JsonSerializerOptions.Web));
}
