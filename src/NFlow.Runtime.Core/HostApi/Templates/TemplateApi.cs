using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.HostApi.Templates;

/// <summary>Templates for scripts.</summary>
internal sealed class TemplateApi(TemplateLookup templates) : IHostApi
{
    public void Configure(HostSurfaceBuilder surface) =>
        surface.BlockingFunction("get_template", GetAsync, "Text of a stored template; empty when there is none of that name.", "string", new HostParameter("name", "string"));

    private async ValueTask<HostValue> GetAsync(HostCall call, CancellationToken cancellationToken) =>
        HostValue.From(await templates.FindAsync(call.RequireText(0), cancellationToken).ConfigureAwait(false) ?? "");
}
