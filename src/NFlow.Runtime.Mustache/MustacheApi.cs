using NFlow.Runtime.HostApi.Templates;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Mustache;

/// <summary><c>mustache()</c> for scripts.</summary>
internal sealed class MustacheApi(IMustacheRenderer renderer) : IHostApi
{
    public void Configure(HostSurfaceBuilder surface) =>
        surface.Function("mustache", call => HostValue.From(renderer.Render(call.RequireText(0), call.GetJson(1), call.Run.Aborted)),
            "Renders a Mustache template; values are HTML-escaped except in {{{…}}}.", "string", new HostParameter("text", "string"), new HostParameter("data", "any", Optional: true));
}
