using Jint.Native;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>A host value that each node sees anew, with its name as the engine wants it.</summary>
internal readonly record struct NodeGlobal(JsString Name, HostGlobal Value);
