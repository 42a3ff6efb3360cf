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
    private const int UnitsPerCharacter = 32;
    private const int UnitsPerNode = 16;

    private long _left = Smallest + source.Text.Length * (long)UnitsPerCharacter;

    /// <summary>Counts the visit of a node.</summary>
    public void SpendNode(int position)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Spend(UnitsPerNode, position);
    }

    /// <summary>Counts the copying of findings.</summary>
    public void SpendFindings(int count) => Spend(count, position: 0);

    /// <summary>Counts work in proportion to a length.</summary>
    public void Spend(int units, int position)
    {
        if ((_left -= units) < 0)
            throw source.Error(GoTemplateErrorKind.Limit, position, "the template is too complex to analyse: it nests too many loops or calls");
    }
}
