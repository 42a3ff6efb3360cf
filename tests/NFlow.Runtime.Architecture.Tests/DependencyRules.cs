namespace NFlow.Runtime.Architecture.Tests;

public sealed class DependencyRules
{
    [Test]
    public void Core_ReferencesOnlyJintTemplatingAndAbstractions()
    {
        string[] allowed = ["Jint", "Acornima", "Acornima.Extras", "NFlow.Runtime.Templating", "netstandard", "Stubble.Core"];
        var foreign = References(ProductAssemblies.Core)
            .Where(name => !allowed.Contains(name))
            .Where(name => !name.StartsWith("System", StringComparison.Ordinal))
            .Where(name => !name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) || !(name.EndsWith("Abstractions", StringComparison.Ordinal) || name is "Microsoft.Extensions.Options" or "Microsoft.Extensions.Primitives"))
            .Where(name => name is not "Microsoft.CSharp" and not "Microsoft.Win32.Primitives");

        Assert.That(foreign, Is.Empty, "Core is host-agnostic: a heavier dependency belongs to a package of its own.");
    }

    [Test]
    public void Templating_KnowsNothingOfWorkflows() =>
        Assert.That(References("NFlow.Runtime.Templating").Where(name => !name.StartsWith("System", StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void Adapters_DependOnCore_NeverOnEachOther()
    {
        var adapters = ProductAssemblies.Adapters.ToHashSet();
        using (Assert.EnterMultipleScope())
            foreach (var adapter in adapters)
                Assert.That(References(adapter).Intersect(adapters), Is.Empty, $"{adapter} must not know another adapter; what both need belongs to Core.");
    }

    private static IEnumerable<string> References(string assembly) =>
        ProductAssemblies.Find(assembly).GetReferencedAssemblies().Select(reference => reference.Name!);
}
