using System.Runtime.CompilerServices;
using NFlow.Runtime.Templating.Parsing;

namespace NFlow.Runtime.Templating.Escaping;

/// <summary>
/// Bounds the analysis: nested loops are analysed twice at every level, and templates once for each context and
/// assumption, so a small hostile source could otherwise keep it busy for ever.
/// </summary>
internal sealed class AnalysisBudget(TemplateSource source)
{
    private const long Smallest = 2_000_000;
    private const int VisitsPerCharacter = 64;

    private long _left = Math.Max(Smallest, source.Text.Length * (long)VisitsPerCharacter);

    public void Spend(int units, int position)
    {
        if ((_left -= units + 1) < 0)
            throw source.Error(GoTemplateErrorKind.Limit, position, "the template is too complex to analyse: it nests too many loops or calls");
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw source.TooDeep(position);
    }
}
