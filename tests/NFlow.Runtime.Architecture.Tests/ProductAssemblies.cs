using System.Reflection;

namespace NFlow.Runtime.Architecture.Tests;

/// <summary>The assemblies of the product that stand beside this test.</summary>
internal static class ProductAssemblies
{
    public const string Core = "NFlow.Runtime.Core";

    public static IReadOnlyList<Assembly> All { get; } =
        [.. Directory.GetFiles(AppContext.BaseDirectory, "NFlow.Runtime*.dll")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => !name.EndsWith(".Tests", StringComparison.Ordinal) && name != "NFlow.Runtime.TestSupport")
            .Select(name => Assembly.Load(new AssemblyName(name)))];

    public static IEnumerable<string> Adapters => All.Select(assembly => assembly.GetName().Name!).Where(name => name is not (Core or "NFlow.Runtime" or "NFlow.Runtime.Server" or "NFlow.Runtime.Testing" or "NFlow.Runtime.Templating"));

    public static Assembly Find(string name) => All.Single(assembly => assembly.GetName().Name == name);
}
