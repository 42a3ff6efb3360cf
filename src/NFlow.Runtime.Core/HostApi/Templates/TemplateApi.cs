using System.Text;
using NFlow.Runtime.HostApi.Context;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.HostApi.Templates;

/// <summary>Templates for scripts.</summary>
internal sealed class TemplateApi(TemplateLookup templates, PageRenderer pages, Answer answer) : IHostApi
{
    public void Configure(HostSurfaceBuilder surface)
    {
        HostParameter data = new("data", "any", Optional: true);
        surface.Function("template", call => HostValue.From(pages.Render("template", call.RequireText(0), call.GetJson(1), call.Run)),
            "Renders a template in the language of Go's html/template: output is escaped for its place. A template error throws.", "string", new HostParameter("text", "string"), data);
        surface.BlockingFunction("get_template", GetAsync, "Text of a stored template; empty when there is none of that name.", "string", new HostParameter("name", "string"));
        surface.BlockingFunction("c.Render", RenderAsync, "Answers with a stored template, rendered as template() does.", "void",
            new HostParameter("code", "number"), new HostParameter("template", "string"), data);
    }

    private async ValueTask<HostValue> GetAsync(HostCall call, CancellationToken cancellationToken) =>
        HostValue.From(await templates.FindAsync(call.RequireText(0), cancellationToken).ConfigureAwait(false) ?? "");

    private async ValueTask<HostValue> RenderAsync(HostCall call, CancellationToken cancellationToken)
    {
        var status = Answer.Status(call, 0);
        var name = call.RequireName(1);
        var data = call.GetJson(2);
        var text = await templates.FindAsync(name, cancellationToken).ConfigureAwait(false)
            ?? throw new HostCallException($"c.Render: there is no template named '{name}'.");
        var html = pages.Render("c.Render", text, data, call.Run);
        if (answer.TryBegin(call, status, ContentTypes.Html, out var body))
            Encoding.UTF8.GetBytes(html, body);
        return HostValue.Undefined;
    }
}
