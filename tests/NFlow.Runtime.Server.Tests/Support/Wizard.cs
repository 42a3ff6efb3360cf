using System.Text.Json;

namespace NFlow.Runtime.Server.Tests.Support;

/// <summary>Walks the five steps of <c>/pepe11</c> as a browser does: each form is posted with the hidden node id that the page before it carried.</summary>
internal static class Wizard
{
    public static async Task<JsonElement> WalkAsync(HttpClient client, string name, string channel, string address, string amount, string entry = "/pepe11")
    {
        var page = await PageAsync(client.GetAsync(entry));
        page = await PostAsync(client, page, ("nombre", name));
        page = await PostAsync(client, page, ("tipo", channel), (channel, address));
        page = await PostAsync(client, page, ("codigo", "1111"));
        var json = await PostAsync(client, page, ("cantidad", amount), ("cuotas", "6"));
        return JsonDocument.Parse(json).RootElement;
    }

    /// <summary>Posts the form of a page.</summary>
    public static async Task<string> PostAsync(HttpClient client, string page, params (string Name, string Value)[] fields) =>
        await PageAsync(client.PostAsync(ActionOf(page), new FormUrlEncodedContent(
            fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).Prepend(new("nflow_next_node_run", NodeOf(page))))));

    public static string NodeOf(string page) => Between(page, "name=\"nflow_next_node_run\"", "value=\"", "\"");

    private static string ActionOf(string page) => Between(page, "<form", "action=\"", "\"");

    private static async Task<string> PageAsync(Task<HttpResponseMessage> request)
    {
        using var response = await request;
        var body = await response.Content.ReadAsStringAsync();
        Assert.That(response.IsSuccessStatusCode, Is.True, $"{(int)response.StatusCode} {response.RequestMessage!.RequestUri}: {body}");
        return body;
    }

    private static string Between(string text, string anchor, string start, string end)
    {
        var at = text.IndexOf(anchor, StringComparison.Ordinal);
        var from = at < 0 ? -1 : text.IndexOf(start, at, StringComparison.Ordinal);
        Assert.That(from, Is.Positive, $"no {anchor} in: {text}");
        from += start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
