using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;

namespace NFlow.Runtime.AspNetCore.Tests.Operations;

public sealed partial class DashboardTests
{
    [TestCase("grafana-dashboard.json")]
    [TestCase("operations.md")]
    public async Task Document_NamesOnlyMetricsThatExist(string document)
    {
        await using var host = await OperationsHost.StartAsync(builder => builder.AddTracker().AddSecurity().AddMetrics(options => options.Detailed = true));
        await host.SendAsync("GET", "/hello");
        await host.SendAsync("GET", "/fail");
        var exported = MetricName().Matches((await host.SendAsync("GET", "/metrics")).Text).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        var named = MetricName().Matches(await File.ReadAllTextAsync(PathOf(document))).Select(match => match.Value).Where(name => !name.EndsWith('_')).ToHashSet(StringComparer.Ordinal);
        Assert.That(named, Is.Not.Empty.And.SubsetOf(exported));
    }

    [Test]
    public void Panels_HaveTitlesAndIdsOfTheirOwn()
    {
        var panels = JsonElement.Parse(File.ReadAllText(PathOf("grafana-dashboard.json"))).GetProperty("panels").EnumerateArray().ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(panels.Select(panel => panel.GetProperty("title").GetString()), Is.Unique.And.None.Empty);
            Assert.That(panels.Select(panel => panel.GetProperty("id").GetInt32()), Is.Unique);
        }
    }

    private static string PathOf(string document, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../docs", document));

    [GeneratedRegex(@"\bnflow_[a-z0-9_]+")]
    private static partial Regex MetricName();
}
