namespace NFlow.Runtime.Scripting;

/// <summary>Changes the host surface once it is collected, before any script sees it. Registered in dependency injection as a singleton.</summary>
internal interface IHostSurfaceDecorator
{
    /// <summary>The surface to use in place of another.</summary>
    HostSurface Decorate(HostSurface surface);
}
