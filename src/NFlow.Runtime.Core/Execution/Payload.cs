using System.Runtime.InteropServices;
using System.Text.Json;

namespace NFlow.Runtime.Execution;

/// <summary>What a step hands to the next one: any JSON value. Immutable to its readers; used by one run at a time.</summary>
/// <remarks>
/// The value may live inside a script engine, so that it is not written to JSON between two scripts; <see cref="ToJson"/> converts it when somebody asks.
/// </remarks>
public abstract class Payload
{
    /// <summary>The empty object, with which every run starts.</summary>
    public static Payload Empty { get; } = FromJson(JsonElement.Parse("{}"));

    /// <summary>Whether the value is a JSON object (and so takes part in the form state).</summary>
    public abstract bool IsObject { get; }

    /// <summary>Whether the payload asks the run to wait: its <c>break</c> is <c>true</c> or <c>"true"</c>.</summary>
    public abstract bool AsksToWait { get; }

    /// <summary>Wraps a JSON value.</summary>
    /// <param name="json">Any JSON value; must stay valid as long as the payload.</param>
    /// <returns>The payload.</returns>
    public static Payload FromJson(JsonElement json) => new JsonPayload(json);

    /// <summary>The value as JSON.</summary>
    /// <returns>The element; converted at most once per change of the value.</returns>
    public abstract JsonElement ToJson();

    /// <summary>The value as JSON text in UTF-8, which may be kept beyond the run.</summary>
    /// <returns>The text; empty when the value has no JSON. Not to be changed.</returns>
    internal virtual byte[] ToUtf8Json() => ToJson() is { ValueKind: not JsonValueKind.Undefined } json ? JsonMarshal.GetRawUtf8Value(json).ToArray() : [];

    /// <summary>Remembers every key of the value in the form state. Does nothing unless <see cref="IsObject"/>.</summary>
    /// <param name="form">The run's form state.</param>
    internal abstract void SaveTo(FormState form);

    /// <summary>The value with the form state's entries laid over it (all but <c>break</c>).</summary>
    /// <param name="form">The run's form state.</param>
    /// <returns>A payload with every key; this one when nothing was missing, or when the value is not an object.</returns>
    internal abstract Payload MergeFrom(FormState form);
}
