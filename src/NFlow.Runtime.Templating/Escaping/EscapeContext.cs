namespace NFlow.Runtime.Templating.Escaping;

/// <summary>
/// The state in which a browser's parser reaches a place of the output. The default is the start of an HTML fragment.
/// </summary>
internal readonly record struct EscapeContext
{
    public HtmlState State { get; init; }

    public AttributeDelimiter Delimiter { get; init; }

    public UrlPart UrlPart { get; init; }

    public SlashMeaning Slash { get; init; }

    public AttributeKind Attribute { get; init; }

    public ElementKind Element { get; init; }

    public BraceDepth? Braces { get; init; }

    public EscapeError? Error { get; init; }

    public bool IsError => State == HtmlState.Error;

    public static EscapeContext Failed(string reason, int? position = null) =>
        new() { State = HtmlState.Error, Error = new EscapeError(reason, position) };

    /// <summary>The context after the transitions that need no input: <c>href=</c> before an action becomes its value.</summary>
    public EscapeContext Nudge() => State switch
    {
        HtmlState.Tag => this with { State = HtmlState.AttributeName },
        HtmlState.BeforeValue => this with
        {
            State = AttributeTypes.StartState(Attribute),
            Delimiter = AttributeDelimiter.SpaceOrTagEnd,
            Attribute = AttributeKind.Plain,
        },
        HtmlState.AfterName => this with { State = HtmlState.AttributeName, Attribute = AttributeKind.Plain },
        _ => this,
    };

    /// <summary>The context in which two branches continue together.</summary>
    public static EscapeContext Join(EscapeContext left, EscapeContext right, Parsing.Syntax.Node node)
    {
        if (left.IsError)
            return left;
        if (right.IsError)
            return right;
        if (left.State == HtmlState.Dead)
            return right;
        if (right.State == HtmlState.Dead || left == right)
            return left;
        if (left with { UrlPart = right.UrlPart } == right)
            return left with { UrlPart = UrlPart.Unknown };
        if (left with { Slash = right.Slash } == right)
            return left with { Slash = SlashMeaning.Unknown };

        // <p title={{if .C}}{{.}}{{end}} joins a value with the place before it.
        var (nudgedLeft, nudgedRight) = (left.Nudge(), right.Nudge());
        if (nudgedLeft != left || nudgedRight != right)
        {
            var joined = Join(nudgedLeft, nudgedRight, node);
            if (!joined.IsError)
                return joined;
        }

        return Failed($"{node.Describe()} branches end in different contexts: {left}, {right}", node.Position);
    }

    public override string ToString()
    {
        var parts = new List<string>(4) { State.ToString() };
        if (Delimiter != AttributeDelimiter.None)
            parts.Add(Delimiter.ToString());
        if (UrlPart != UrlPart.None)
            parts.Add(UrlPart.ToString());
        if (Slash != SlashMeaning.Regexp)
            parts.Add(Slash.ToString());
        if (Element != ElementKind.None)
            parts.Add($"in {Element}");
        return string.Join(' ', parts);
    }
}
