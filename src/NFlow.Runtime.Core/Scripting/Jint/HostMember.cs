using Jint;
using Jint.Native;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>A member of a <see cref="HostObject"/>. Immutable; belongs to no engine.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Make">Makes its value in an engine; called once there, when the value is first read.</param>
internal sealed record HostMember(string Name, Func<Engine, JsValue> Make);
