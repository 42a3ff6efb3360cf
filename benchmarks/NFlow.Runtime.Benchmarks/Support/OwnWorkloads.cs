namespace NFlow.Runtime.Benchmarks.Support;

/// <summary>Workloads of the same kinds as the kit's, for clones without it.</summary>
internal static class OwnWorkloads
{
    private const string Form = """
        function esc(s) { return String(s).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;'); }
        var fields = [['title', 'Title', 'Dr.'], ['name', 'Name', 'Grace "Amazing" Hopper'], ['rank', 'Rank', 'Rear admiral <ret.>']];
        var html = '<!doctype html>\n<form method="post">\n';
        for (var i = 0; i < fields.length; i++) {
          html += '<label for="' + esc(fields[i][0]) + '">' + esc(fields[i][1]) + '</label><input name="' + esc(fields[i][0]) + '" value="' + esc(fields[i][2]) + '">\n';
        }
        return c.HTML(200, html + '<button>Save</button></form>\n');
        """;

    private const string Compute = """
        var total = 0;
        for (var i = 0; i < 15000; i++) { total += i % 13 * i; }
        var rows = [];
        for (var j = 0; j < 150; j++) { rows.push({ key: 'k' + j, weight: (j * 29) % 83 }); }
        var heavy = rows.filter(function (r) { return r.weight > 20; }).sort(function (a, b) { return a.weight - b.weight; });
        return c.JSON(200, { total: total, heavy: heavy });
        """;

    public static Workload Load(string name) => name switch
    {
        "hello" => new(name, ["return c.JSON(200, { greeting: 'hello' });"], default),
        "chain5" => new(
            name,
            [
                "return { order: 12 };",
                "payload.item = 'book'; return payload;",
                "payload.label = payload.item + ' ' + payload.order; return payload;",
                "payload.length = payload.label.length; return payload;",
                "return c.JSON(200, payload);",
            ],
            default),
        "form" => new(name, [Form], default),
        "compute" => new(name, [Compute], default),
        "echo" => new(name, ["return c.JSON(200, c.body);"], """{"order":12,"lines":[{"item":"book","price":12.5},{"item":"pen","price":1.25}],"paid":true}"""u8.ToArray()),
        _ => throw new ArgumentException($"There is no workload '{name}'.", nameof(name)),
    };
}
