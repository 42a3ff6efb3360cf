namespace NFlow.Runtime.Templating;

/// <summary>Names a template and bounds what parsing and rendering it may cost.</summary>
/// <remarks>Every limit is at least 1. Exceeding one throws a <see cref="GoTemplateException"/> of kind <see cref="GoTemplateErrorKind.Limit"/>.</remarks>
public sealed record GoTemplateOptions
{
    /// <summary>The options used when none are given.</summary>
    public static GoTemplateOptions Default { get; } = new();

    /// <summary>The name of the template in error messages and for <c>{{template}}</c>.</summary>
    /// <value><c>template</c>.</value>
    public string Name { get; init; } = "template";

    /// <summary>The longest accepted template source, in UTF-16 code units.</summary>
    /// <value>1,048,576.</value>
    public int MaxSourceLength { get; init; } = 1024 * 1024;

    /// <summary>The longest output, and the longest string any function may build on the way, in UTF-16 code units.</summary>
    /// <value>8,388,608.</value>
    public int MaxOutputLength { get; init; } = 8 * 1024 * 1024;

    /// <summary>
    /// How many steps one rendering may take. A step is an action, a loop iteration or a function call;
    /// long texts count one step for every 256 code units.
    /// </summary>
    /// <value>1,000,000.</value>
    public int MaxExecutionSteps { get; init; } = 1_000_000;

    /// <summary>How deep blocks and parentheses may nest, templates may call each other, and printed data may nest.</summary>
    /// <value>200. At most 1,000.</value>
    public int MaxDepth { get; init; } = 200;

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrEmpty(Name);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxSourceLength, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxOutputLength, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxExecutionSteps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxDepth, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxDepth, 1000);
    }
}
