using System.Text.Json;

namespace NFlow.Runtime.HostApi.Templates;

/// <summary>Renders Mustache templates: for <c>mustache()</c> and for the prompts of language models. Thread-safe.</summary>
public interface IMustacheRenderer
{
    /// <summary>Renders a template.</summary>
    /// <param name="template">The template; partials and lambdas are not available.</param>
    /// <param name="data">What its names refer to.</param>
    /// <param name="cancellationToken">Ends the rendering.</param>
    /// <returns>The text, with values HTML-escaped unless the template says otherwise.</returns>
    /// <exception cref="Scripting.HostCallException">The template is wrong or exceeds a limit; the message may be shown to the script.</exception>
    string Render(string template, JsonElement data, CancellationToken cancellationToken);

    /// <summary>Renders a template of something that is not HTML, such as a prompt: values go in as they are.</summary>
    /// <param name="template">The template; partials and lambdas are not available.</param>
    /// <param name="data">What its names refer to.</param>
    /// <param name="cancellationToken">Ends the rendering.</param>
    /// <returns>The text.</returns>
    /// <exception cref="Scripting.HostCallException">The template is wrong or exceeds a limit; the message may be shown to the script.</exception>
    string RenderText(string template, JsonElement data, CancellationToken cancellationToken);
}
