using System.Text.Json;
using NFlow.Runtime.HostApi.Templates;
using NFlow.Runtime.Scripting;
using Stubble.Core;
using Stubble.Core.Builders;
using Stubble.Core.Exceptions;
using Stubble.Core.Settings;

namespace NFlow.Runtime.Mustache;

/// <summary>Mustache through Stubble, over JSON only, with limits on length, nesting and repetition.</summary>
internal sealed class StubbleMustacheRenderer : IMustacheRenderer
{
    private const int MaxTemplateLength = 1 << 20;
    private const uint MaxDepth = 64;

    private static readonly RenderSettings Html = RenderSettings.GetDefaultRenderSettings();
    private static readonly RenderSettings PlainText = new() { SkipHtmlEncoding = true };

    private readonly StubbleVisitorRenderer _stubble = new StubbleBuilder()
        .Configure(settings => settings
            .SetMaxRecursionDepth(MaxDepth)
            .AddValueGetter(typeof(MustacheObject), static (value, name, _) => ((MustacheObject)value).Find(name)))
        .Build();

    public string Render(string template, JsonElement data, CancellationToken cancellationToken) => Render(template, data, Html, cancellationToken);

    public string RenderText(string template, JsonElement data, CancellationToken cancellationToken) => Render(template, data, PlainText, cancellationToken);

    private string Render(string template, JsonElement data, RenderSettings settings, CancellationToken cancellationToken)
    {
        if (template.Length > MaxTemplateLength)
            throw new HostCallException($"mustache: the template is longer than {MaxTemplateLength} characters.");
        try
        {
            var budget = new MustacheBudget(template.Length, cancellationToken);
            return _stubble.Render(template, MustacheObject.Wrap(data, budget) ?? MustacheNothing.Instance, settings);
        }
        catch (StubbleException ex)
        {
            throw new HostCallException($"mustache: {ex.Message}", innerException: ex);
        }
        catch (Exception ex) when (ex is ArgumentException or IndexOutOfRangeException)
        {
            // Stubble's parser runs past the end of a text that ends within a tag.
            throw new HostCallException("mustache: the template ends within a tag.", innerException: ex);
        }
    }
}
