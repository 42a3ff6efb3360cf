using System.Collections;
using System.Text.Json;

namespace NFlow.Runtime.Mustache;

/// <summary>A JSON array as Stubble sees it: something to iterate, shown as its JSON.</summary>
internal sealed class MustacheArray(JsonElement json, MustacheBudget budget) : IEnumerable<object?>
{
    /// <inheritdoc/>
    public IEnumerator<object?> GetEnumerator()
    {
        foreach (var item in json.EnumerateArray())
        {
            budget.ChargeIteration();
            yield return MustacheObject.Wrap(item, budget);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = json.GetRawText();
        budget.ChargeText(text.Length);
        return text;
    }
}
