using NFlow.Runtime.Steps;

namespace NFlowSteps;

/// <summary>A box of type <c>greet</c>: goes on at <c>output_1</c> with a greeting in the language that its author typed into it, at <c>output_2</c> when it does not know the language.</summary>
/// <param name="time">The constructor is served by dependency injection.</param>
public sealed class GreetStep(TimeProvider time) : IStep
{
    /// <inheritdoc/>
    public ValueTask<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var name = context.PathVariables["name"];
        var greeting = context.Node.ReadText("language") switch
        {
            "en" or "" => $"Hello, {name}!",
            "es" => $"¡Hola, {name}!",
            _ => null,
        };
        return new(greeting is null
            ? StepResult.Next("output_2", new { name })
            : StepResult.Next("output_1", new { greeting, on = time.GetUtcNow().ToString("yyyy-MM-dd") }));
    }
}
