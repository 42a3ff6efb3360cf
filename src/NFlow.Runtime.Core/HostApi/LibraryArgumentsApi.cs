using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.HostApi;

/// <summary>How host API that is written in JavaScript checks its arguments: with the rules and the words of <see cref="HostCall"/>.</summary>
internal sealed class LibraryArgumentsApi : IHostApi
{
    public void Configure(HostSurfaceBuilder surface)
    {
        HostParameter caller = new("caller", "string"), argument = new("argument", "string"), value = new("value");
        surface.Function("$text", Text, "A text argument; throws when it is none.", "string", caller, argument, value);
        surface.Function("$expected", call => throw Bad(call, call.GetText(2), 3), "Throws the TypeError for a wrong argument.", "never", caller, argument, new HostParameter("expected", "string"), value);
    }

    private static HostValue Text(HostCall call) => call.KindOf(2) is HostValueKind.String or HostValueKind.Number or HostValueKind.Boolean
        ? HostValue.From(call.GetText(2))
        : throw Bad(call, "a string", 2);

    private static HostCallException Bad(HostCall call, string expected, int value) =>
        new($"{call.FunctionName}: argument '{call.GetText(1)}' must be {expected}, not {call.KindOf(value).ToString().ToLowerInvariant()}.", isTypeError: true);
}
