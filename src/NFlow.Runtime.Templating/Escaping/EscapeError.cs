namespace NFlow.Runtime.Templating.Escaping;

/// <summary>Why a context is an error; the place is that of the node under analysis when none is given.</summary>
internal sealed class EscapeError(string reason, int? position = null)
{
    public string Reason { get; } = reason;

    public int? Position { get; } = position;

    public EscapeError At(int position) => Position is null ? new EscapeError(Reason, position) : this;
}
