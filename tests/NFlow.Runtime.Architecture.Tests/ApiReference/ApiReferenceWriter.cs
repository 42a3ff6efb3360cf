using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace NFlow.Runtime.Architecture.Tests.ApiReference;

/// <summary>Writes what is public as one page: package, namespace, type, members, each with its first words of documentation.</summary>
internal sealed class ApiReferenceWriter(IReadOnlyList<Assembly> assemblies)
{
    private readonly XmlDocumentation _documentation = new(assemblies);
    private readonly StringBuilder _text = new();

    public string Write()
    {
        Line("# API reference");
        Line();
        Line("Generated from the assemblies and their documentation comments; do not edit. Your editor shows the same words, with parameters, exceptions and remarks.");
        Line();
        var ordered = assemblies.OrderBy(assembly => assembly.GetName().Name, StringComparer.Ordinal).ToList();
        foreach (var assembly in ordered)
            Line($"- [{assembly.GetName().Name}](#{Anchor(assembly.GetName().Name!)}): {assembly.GetCustomAttribute<AssemblyDescriptionAttribute>()?.Description}");
        foreach (var assembly in ordered)
            WriteAssembly(assembly);
        return _text.ToString();
    }

    private void WriteAssembly(Assembly assembly)
    {
        Line();
        Line($"## {assembly.GetName().Name}");
        foreach (var space in assembly.GetExportedTypes().Where(type => !type.IsNested).GroupBy(type => type.Namespace).OrderBy(space => space.Key, StringComparer.Ordinal))
        {
            Line();
            Line($"### {space.Key}");
            foreach (var type in space.OrderBy(type => type.Name, StringComparer.Ordinal))
                WriteType(type);
        }
    }

    private void WriteType(Type type)
    {
        Line();
        Line($"#### `{Signature.Of(type)}`");
        Line();
        Line(_documentation.Summary(type));
        var members = Members(type).Select(member => $"- `{Signature.Of(member)}`{Words(member)}").ToList();
        if (members.Count > 0)
            Line();
        members.ForEach(Line);
        foreach (var nested in type.GetNestedTypes().OrderBy(nested => nested.Name, StringComparer.Ordinal))
            WriteType(nested);
    }

    private string Words(MemberInfo member)
    {
        var summary = _documentation.Summary(member);
        var value = member is PropertyInfo property ? _documentation.Value(property) : "";
        return (summary.Length == 0 ? "" : ": " + summary) + (value.Length == 0 ? "" : $" *Default: {value}*");
    }

    private static IEnumerable<MemberInfo> Members(Type type) =>
        typeof(Delegate).IsAssignableFrom(type) ? [] :
        type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(member => !member.IsDefined(typeof(CompilerGeneratedAttribute)) && member.Name[0] != '<')
            .Where(member => member switch
            {
                ConstructorInfo constructor => constructor is { IsPublic: true } && (constructor.GetParameters().Length > 0 || type.GetConstructors().Length > 1),
                MethodInfo method => IsOpen(method) && !method.IsSpecialName && method.Name is not ("ToString" or "Equals" or "GetHashCode"),
                PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsOpen) && property.Name != "EqualityContract",
                FieldInfo field => (field.IsPublic || field.IsFamily) && !field.IsSpecialName,
                EventInfo named => IsOpen(named.AddMethod!),
                _ => false,
            })
            .OrderBy(member => member switch { ConstructorInfo => 0, FieldInfo { IsLiteral: true } => 1, FieldInfo => 2, PropertyInfo => 3, EventInfo => 4, _ => 5 })
            .ThenBy(member => type.IsEnum ? member.MetadataToken : 0)
            .ThenBy(member => member.Name, StringComparer.Ordinal)
            .ThenBy(member => Signature.Of(member), StringComparer.Ordinal);

    /// <summary>Whether code outside the assembly can call or override it.</summary>
    private static bool IsOpen(MethodBase method) => method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && !method.DeclaringType!.IsSealed);

    private static string Anchor(string heading) => heading.Replace(".", "", StringComparison.Ordinal).ToLowerInvariant();

    private void Line(string text = "") => _text.Append(text).Append('\n');
}
