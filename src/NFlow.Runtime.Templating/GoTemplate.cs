using NFlow.Runtime.Templating.Escaping;
using NFlow.Runtime.Templating.Execution;
using NFlow.Runtime.Templating.Execution.Steps;
using NFlow.Runtime.Templating.Parsing;
using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating;

/// <summary>A template in the language of Go's <c>html/template</c>, whose output is escaped for the place where it appears.</summary>
/// <remarks>
/// <para>
/// Parsing also decides how every action is escaped, once: rendering only executes. A template is immutable and may be
/// rendered by any number of threads at once.
/// </para>
/// <para>
/// Data is what JSON can hold: <see cref="System.Text.Json.JsonElement"/>, dictionaries with string keys, lists, strings,
/// booleans, numbers and null, nested in any way. As in scripts, a number without a fraction is an integer. Data is read
/// while rendering, so it must not change meanwhile.
/// </para>
/// <para>
/// The functions are those of Go (<c>and or not eq ne lt le gt ge len index slice print printf println html js urlquery
/// call</c>) and <c>unescapeHTML</c>, which vouches for a string as markup.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// var template = GoTemplate.Parse("&lt;a href=\"/user?name={{.name}}\"&gt;{{.name}}&lt;/a&gt;");
/// var html = template.Render(new Dictionary&lt;string, object?&gt; { ["name"] = "Ana &amp; Eve" });
/// </code>
/// </example>
public sealed class GoTemplate
{
    private const string NoStack = "the template nests too deep for the stack of this thread";

    private readonly TemplateSource _source;
    private readonly TemplateBody _main;

    private GoTemplate(TemplateSource source, TemplateBody main)
    {
        _source = source;
        _main = main;
    }

    /// <summary>The text this template was parsed from.</summary>
    public string Source => _source.Text;

    /// <summary>The options this template was parsed with.</summary>
    public GoTemplateOptions Options => _source.Options;

    /// <summary>Parses a template and everything it defines, and chooses the escaping of every action.</summary>
    /// <param name="text">The template.</param>
    /// <param name="options">Its name and limits; <see cref="GoTemplateOptions.Default"/> when null.</param>
    /// <returns>The template, ready to render.</returns>
    /// <exception cref="GoTemplateException">The text is no template, cannot be escaped safely, or exceeds a limit.</exception>
    public static GoTemplate Parse(string text, GoTemplateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        options ??= GoTemplateOptions.Default;
        options.Validate();

        var source = new TemplateSource(text, options);
        if (text.Length > options.MaxSourceLength)
            throw source.Error(GoTemplateErrorKind.Limit, options.MaxSourceLength, $"the template is longer than {options.MaxSourceLength} characters");

        try
        {
            var definitions = TemplateParser.Parse(source);
            var plan = ContextAnalysis.Run(source, definitions);
            return new GoTemplate(source, TemplateCompiler.Compile(options.Name, definitions, plan));
        }
        catch (InsufficientExecutionStackException exception)
        {
            throw source.Error(GoTemplateErrorKind.Limit, 0, NoStack, exception);
        }
    }

    /// <summary>Renders the template.</summary>
    /// <param name="data">What the template calls <c>.</c> at its start.</param>
    /// <param name="checkpoint">Called every few hundred steps; what it throws ends the rendering and reaches the caller.</param>
    /// <param name="cancellationToken">Ends the rendering within a few hundred steps.</param>
    /// <returns>The output.</returns>
    /// <exception cref="GoTemplateException">The template does not fit its data, or exceeds a limit.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public string Render(object? data, Action? checkpoint = null, CancellationToken cancellationToken = default)
    {
        using var run = Run(data, checkpoint, cancellationToken);
        return run.Output.ToString();
    }

    /// <summary>Renders the template into a writer, which gets nothing when the rendering fails.</summary>
    /// <param name="output">Where the output goes.</param>
    /// <param name="data">What the template calls <c>.</c> at its start.</param>
    /// <param name="checkpoint">Called every few hundred steps; what it throws ends the rendering and reaches the caller.</param>
    /// <param name="cancellationToken">Ends the rendering within a few hundred steps.</param>
    /// <exception cref="GoTemplateException">The template does not fit its data, or exceeds a limit.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Render(TextWriter output, object? data, Action? checkpoint = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        using var run = Run(data, checkpoint, cancellationToken);
        output.Write(run.Output.Span);
    }

    private TemplateRun Run(object? data, Action? checkpoint, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var run = new TemplateRun(_source.Options, checkpoint, cancellationToken);
        try
        {
            _main.Execute(run, callerFrameSize: 0, ValueConversion.From(data).Unwrap());
            return run;
        }
        catch (TemplateFaultException fault)
        {
            run.Dispose();
            throw _source.Error(fault.Kind, run.Position, fault.Message, fault);
        }
        catch (InsufficientExecutionStackException exception)
        {
            run.Dispose();
            throw _source.Error(GoTemplateErrorKind.Limit, run.Position, NoStack, exception);
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }
}
