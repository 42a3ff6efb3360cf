using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace NFlow.Runtime.Architecture.Tests;

/// <summary>Operators look events up by their ids.</summary>
public sealed partial class EventRules
{
    private static readonly IReadOnlyList<(LoggerMessageAttribute Event, string Where)> Events =
    [
        .. from assembly in ProductAssemblies.All.Append(Assembly.Load("nflow-runtime"))
           from type in assembly.GetTypes()
           from method in type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
           let message = method.GetCustomAttribute<LoggerMessageAttribute>()
           where message is not null
           select (message, $"{type.FullName}.{method.Name}"),
    ];

    [Test]
    public void Runbook_SaysWhatEveryWarningMeans()
    {
        var documented = File.ReadLines(Repository.PathOf("docs", "operations.md")).Select(line => Row().Match(line)).Where(row => row.Success).SelectMany(row => Ids(row.Groups[1].Value)).ToHashSet();
        var missing = Events.Where(entry => entry.Event.Level is >= LogLevel.Warning and < LogLevel.None && !documented.Contains(entry.Event.EventId)).Select(entry => $"{entry.Event.EventId} {entry.Where}: {entry.Event.Message}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(documented, Has.Count.GreaterThan(30));
            Assert.That(missing, Is.Empty, "docs/operations.md says for every warning what it means and what to do.");
        }
    }

    [Test]
    public void Runbook_NamesNoEventThatDoesNotExist()
    {
        var ids = Events.Select(entry => entry.Event.EventId).ToHashSet();
        var unknown = File.ReadLines(Repository.PathOf("docs", "operations.md")).Select(line => Row().Match(line)).Where(row => row.Success).SelectMany(row => Ids(row.Groups[1].Value)).Where(id => !ids.Contains(id));
        Assert.That(unknown, Is.Empty);
    }

    [Test]
    public void Events_HaveANumberOfTheirOwnAndAName()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Events.GroupBy(entry => entry.Event.EventId).Where(group => group.Count() > 1).Select(group => $"{group.Key}: {string.Join(", ", group.Select(entry => entry.Where))}"), Is.Empty);
            Assert.That(Events.Where(entry => string.IsNullOrEmpty(entry.Event.EventName)).Select(entry => entry.Where), Is.Empty);
        }
    }

    /// <summary>The ids of a cell such as <c>1006, 1007</c> or <c>4010–4012</c>.</summary>
    private static IEnumerable<int> Ids(string cell) => cell.Split(',').SelectMany(part =>
    {
        var ends = part.Split('–').Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
    });

    [GeneratedRegex(@"^\| (\d{4}(?:[,–] ?\d{4})*) \|")]
    private static partial Regex Row();
}
