using System.Text.Json;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Templating;

namespace NFlow.Runtime.HostApi.Templates;

/// <summary>Renders html/template texts for scripts; parsed templates are kept. Thread-safe.</summary>
internal sealed class PageRenderer(IOptions<NFlowOptions> options)
{
    private readonly GoTemplateCache _cache = new(new GoTemplateOptions { MaxOutputLength = options.Value.Limits.MaxStringLength });

    /// <summary>The rendered text.</summary>
    /// <exception cref="HostCallException">The template is wrong, does not fit its data, or exceeds a limit.</exception>
    public string Render(string function, string text, JsonElement data, RunContext run)
    {
        try
        {
            return _cache.GetOrParse(text).Render(data.ValueKind == JsonValueKind.Undefined ? null : data, cancellationToken: run.Aborted);
        }
        catch (GoTemplateException ex)
        {
            throw new HostCallException($"{function}: {ex.Message}", innerException: ex);
        }
    }
}
