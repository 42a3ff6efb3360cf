namespace NFlow.Runtime.Cluster.Tests.Faults;

/// <summary>An app with a quick answer, one with a large payload, and one that calls a gate and waits there.</summary>
internal static class FaultApp
{
    public static string Build(Uri? gate, string answer = "quick") => new AppBuilder()
        .Script("/quick", $"c.String(200, '{answer}');")
        .Script("/large", "payload.text = 'x'.repeat(20000); c.String(200, 'large');")
        .Starter("h0", "/held", "h1")
        .Script("h1", $"payload.gate = (await http.get('{gate}')).status;", ("output_1", "h2"))
        .Script("h2", "c.String(200, 'held ' + payload.gate);", [])
        .Build();
}
