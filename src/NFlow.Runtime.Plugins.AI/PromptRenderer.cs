using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Execution;
using NFlow.Runtime.HostApi.Templates;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Plugins.AI;

/// <summary>Makes the messages of a request: renders the prompts, puts them in order, bounds their length. Thread-safe.</summary>
internal sealed partial class PromptRenderer(IEnumerable<IMustacheRenderer> mustache, IOptions<AIOptions> options)
{
    private readonly IMustacheRenderer? _mustache = mustache.LastOrDefault();
    /// <summary>Instructions first, then earlier turns, then the prompt.</summary>
    /// <exception cref="HostCallException">A template is faulty, or the messages are too long.</exception>
    public IReadOnlyList<ChatMessage> Render(string function, ChatRequest request, RunContext run)
    {
        var messages = new List<ChatMessage>();
        if (request.System.Length > 0)
            messages.Add(new ChatMessage(ChatRole.System, Render(function, request.System, request, run)));
        foreach (var (role, content) in request.Messages)
            messages.Add(new ChatMessage(new ChatRole(role), content));
        if (request.Prompt.Length > 0)
            messages.Add(new ChatMessage(ChatRole.User, Render(function, request.Prompt, request, run)));

        var length = messages.Sum(message => (long)message.Text.Length);
        return length <= options.Value.MaxPromptLength
            ? messages
            : throw new HostCallException($"{function}: the messages are longer than {options.Value.MaxPromptLength} characters.");
    }

    private string Render(string function, string template, ChatRequest request, RunContext run)
    {
        if (!request.RendersPrompts || !template.Contains("{{", StringComparison.Ordinal))
            return template;
        if (_mustache is null)
            throw new HostCallException($"{function}: the prompt is a Mustache template, but the host has no renderer; it adds one with AddMustache().");
        try
        {
            return request.IsLegacy ? _mustache.Render(template, request.Data, run.Aborted) : _mustache.RenderText(template, request.Data, run.Aborted);
        }
        catch (HostCallException ex) when (request.IsLegacy)
        {
            TemplateSentAsIs(run.Logger, function, ex.Message);
            return template;
        }
        catch (HostCallException ex)
        {
            throw new HostCallException($"{function}: the prompt cannot be rendered: {ex.Message}", innerException: ex);
        }
    }

    [LoggerMessage(5201, LogLevel.Warning, "{Function}: the prompt is not a valid template and is sent as it is: {Reason}", EventName = "PromptSentAsIs")]
    private static partial void TemplateSentAsIs(ILogger logger, string function, string reason);
}
