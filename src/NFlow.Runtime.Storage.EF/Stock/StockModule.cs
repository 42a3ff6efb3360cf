using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NFlow.Runtime.Storage.EF.Stock;

/// <summary>A stock module as <c>modules.json</c> describes it; the designer wants it as a form (HTML) and a box (JSON).</summary>
internal sealed record StockModule(string Name, string Title, int In, int? Out, string Icon, string Color, string Type, bool? Editable, IReadOnlyList<StockField> Fields)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The form of the designer's side panel: inputs are bound to a node's data by <c>df-*</c> attributes.</summary>
    public string ToForm()
    {
        var form = new StringBuilder("Name: <input type=\"text\" name=\"name_box\" df-name_box=\"\" class=\"nflow_field\">\n<hr>\n");
        foreach (var field in Fields)
            form.Append(field.ToHtml());
        return form.ToString();
    }

    /// <summary>How the box looks, and the data a new node starts with.</summary>
    public string ToBox()
    {
        var data = new JsonObject { ["type"] = Type, ["name_box"] = "", ["nflow_auth"] = "false" };
        foreach (var field in Fields)
            data[field.Name] = field.Value;
        if (Type == "js" && Fields.All(field => field.Name != "code"))
            data["script"] = Name;
        var box = new JsonObject
        {
            ["title"] = Title,
            ["in"] = In,
            ["out"] = Out,
            ["icon"] = Icon,
            ["boxcolor"] = Color,
            ["fontcolor"] = "white",
            ["custom"] = false,
            ["param"] = data,
        };
        if (Editable is { } editable)
            box["editable"] = editable;
        return box.ToJsonString(Indented);
    }
}
