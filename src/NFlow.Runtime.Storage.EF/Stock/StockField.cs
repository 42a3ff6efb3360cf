using System.Net;

namespace NFlow.Runtime.Storage.EF.Stock;

/// <summary>A field of a stock module.</summary>
/// <param name="Name">Key in the node's data.</param>
/// <param name="Kind">What edits it; <c>fixed</c> for nothing.</param>
/// <param name="Value">What a new node starts with.</param>
/// <param name="Label">Text before the input.</param>
/// <param name="Choices">Values of a choice.</param>
internal sealed record StockField(string Name, string Kind, string Value, string? Label, IReadOnlyList<string>? Choices)
{
    public string ToHtml()
    {
        var value = WebUtility.HtmlEncode(Value);
        return Kind switch
        {
            "fixed" => "",
            "checkbox" => $"<div class=\"{Name}\">{Label}: <input type=\"checkbox\" name=\"{Name}\" df-{Name}=\"{value}\"></div>\n",
            "script" => $"<textarea class=\"hide_component\" name=\"{Name}\" df-{Name}></textarea>\n<button class=\"btn-export\" name=\"open\" onclick='open_coder(this)'> CODE </button>\n",
            "html" => $"<textarea class=\"hide_component\" name=\"{Name}\" df-{Name}=\"{value}\"></textarea>\n<button class=\"btn-export\" onclick=\"open_coder(this, `htmlmixed`)\"> CODE </button>\n",
            "choice" => $"<p>{Label}: <select name=\"{Name}\" df-{Name}>{string.Concat(Choices!.Select(choice => $"<option value=\"{choice}\">{choice}</option>"))}</select></p>\n",
            _ => $"<p>{Label}: <input type=\"{Kind}\" name=\"{Name}\" df-{Name}=\"{value}\" class=\"nflow_field\"></p>\n",
        };
    }
}
