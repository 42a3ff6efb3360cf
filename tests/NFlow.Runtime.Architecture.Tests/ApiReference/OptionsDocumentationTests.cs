using System.Collections;
using System.Globalization;
using System.Reflection;

namespace NFlow.Runtime.Architecture.Tests.ApiReference;

/// <summary>Whoever sets an option sees in the editor what it holds unless it is set, and that is true.</summary>
public sealed class OptionsDocumentationTests
{
    private static readonly XmlDocumentation Documentation = new(ProductAssemblies.All);

    private static IEnumerable<Type> OptionTypes => ProductAssemblies.All
        .SelectMany(assembly => assembly.GetExportedTypes())
        .Where(type => type is { IsClass: true, IsAbstract: false } && (type.Name.EndsWith("Options", StringComparison.Ordinal) || type.Name.EndsWith("Limits", StringComparison.Ordinal)));

    private static IEnumerable<TestCaseData> Properties =>
        from type in OptionTypes
        let options = Activator.CreateInstance(type)!
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.SetMethod is { IsPublic: true } || property.PropertyType.IsAssignableTo(typeof(IEnumerable))
        select new TestCaseData(property, options).SetArgDisplayNames($"{type.Name}.{property.Name}");

    [TestCaseSource(nameof(Properties))]
    public void Option_SaysWhatItHoldsUnlessItIsSet(PropertyInfo property, object options)
    {
        var documented = Documentation.Value(property).Replace("`", "", StringComparison.Ordinal);
        Assert.That(documented, Is.Not.Empty, "The <value> of an option is its default, with the unit.");

        var expected = Words(property.GetValue(options)).ToList();
        if (expected.Count > 0)
            Assert.That(expected.Any(words => documented.StartsWith(words, StringComparison.OrdinalIgnoreCase)), Is.True, $"The <value> is \"{documented}\", the default is {string.Join(" or ", expected)}.");
    }

    /// <summary>The ways in which a default may be written; none for those that depend on the machine or have no short name.</summary>
    private static IEnumerable<string> Words(object? value) => value switch
    {
        null => ["Null"],
        bool truth => [truth ? "True" : "False"],
        int number => Words((long)number),
        long.MaxValue => ["Without limit"],
        long number => Counts(number),
        TimeSpan span => Spans(span),
        "" => ["Empty"],
        Enum named => [$"{named.GetType().Name}.{named}"],
        ICollection { Count: 0 } => ["Empty"],
        _ => [],
    };

    private static IEnumerable<string> Counts(long number)
    {
        if (number == Environment.ProcessorCount)
            yield return "The number of processors";
        yield return number.ToString("N0", CultureInfo.InvariantCulture);
        if (number > 0 && number % (1 << 20) == 0)
            yield return $"{(number >> 20).ToString("N0", CultureInfo.InvariantCulture)} MiB";
        else if (number > 0 && number % (1 << 10) == 0)
            yield return $"{(number >> 10).ToString("N0", CultureInfo.InvariantCulture)} KiB";
    }

    private static IEnumerable<string> Spans(TimeSpan span)
    {
        if (span == TimeSpan.Zero)
            yield return "Zero";
        if (span == Timeout.InfiniteTimeSpan)
            yield return "Without limit";
        (double Count, string Unit)[] units = [(span.TotalDays, "day"), (span.TotalHours, "hour"), (span.TotalMinutes, "minute"), (span.TotalSeconds, "second"), (span.TotalMilliseconds, "millisecond")];
        foreach (var (count, unit) in units)
            if (count >= 1 && count == Math.Floor(count))
                yield return $"{count.ToString("N0", CultureInfo.InvariantCulture)} {unit}{(count == 1 ? "" : "s")}";
    }
}
