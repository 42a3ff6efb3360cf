namespace NFlow.Runtime.Processes;

/// <summary>A run that is going on, as operators see it. A snapshot.</summary>
/// <param name="RunId">The run's id (<c>wid</c>).</param>
/// <param name="App">Name of the app.</param>
/// <param name="Flow">Name of the flow.</param>
/// <param name="Url">Path of the request that started it.</param>
/// <param name="NodeId">The node it is at.</param>
/// <param name="NodeName">That node's name.</param>
/// <param name="NodeType">That node's type.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="IsFork">Whether it is a background branch.</param>
public sealed record ProcessInfo(string RunId, string App, string Flow, string Url, string NodeId, string NodeName, string NodeType, DateTimeOffset StartedAt, bool IsFork);
