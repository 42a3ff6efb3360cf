namespace NFlow.Runtime.Scripting;

/// <summary>A part of what scripts can call. Registered in dependency injection as a singleton; called once, when the surface is built.</summary>
public interface IHostApi
{
    /// <summary>Adds functions, values and libraries.</summary>
    /// <param name="surface">Where to add them.</param>
    void Configure(HostSurfaceBuilder surface);
}
