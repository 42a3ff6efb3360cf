using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace NFlow.Runtime.Architecture.Tests.ApiReference;

/// <summary>The documentation comments of the product's assemblies, as the compiler wrote them beside each assembly.</summary>
internal sealed partial class XmlDocumentation
{
    private readonly Dictionary<string, XElement> _members;

    public XmlDocumentation(IEnumerable<Assembly> assemblies) =>
        _members = assemblies
            .SelectMany(assembly => XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member"))
            .DistinctBy(member => member.Attribute("name")!.Value) // generated types occur in several assemblies
            .ToDictionary(member => member.Attribute("name")!.Value);

    /// <summary>The summary as one line of Markdown; empty when there is none.</summary>
    public string Summary(Type type) => Text(DocumentationId.Of(type), "summary");

    /// <summary>The summary as one line of Markdown; that of the interface for members that inherit theirs.</summary>
    public string Summary(MemberInfo member) => Text(DocumentationId.Of(member), "summary") is { Length: > 0 } own ? own : Inherited(member);

    /// <summary>What a property holds unless it is set, as its comment says.</summary>
    public string Value(PropertyInfo property) => Text(DocumentationId.Of(property), "value");

    private string Inherited(MemberInfo member) =>
        (member.DeclaringType?.GetInterfaces() ?? [])
            .SelectMany(contract => contract.GetMember(member.Name))
            .Where(inherited => Parameters(inherited).SequenceEqual(Parameters(member)))
            .Select(inherited => Text(DocumentationId.Of(inherited), "summary"))
            .FirstOrDefault(text => text.Length > 0) ?? "";

    private static IEnumerable<Type> Parameters(MemberInfo member) =>
        member is MethodBase method ? method.GetParameters().Select(parameter => parameter.ParameterType) : [];

    private string Text(string id, string tag) =>
        _members.TryGetValue(id, out var member) && member.Element(tag) is { } element ? Spaces().Replace(Markdown(element), " ").Trim() : "";

    private static string Markdown(XElement element) => string.Concat(element.Nodes().Select(node => node switch
    {
        XText text => text.Value.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal),
        XElement { Name.LocalName: "c" or "code" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" or "seealso" } see when see.Attribute("cref") is { } cref => $"`{ShortName(cref.Value)}`",
        XElement { Name.LocalName: "see" } see when see.Attribute("langword") is { } word => $"`{word.Value}`",
        XElement { Name.LocalName: "see" } see when see.Attribute("href") is { } href => $"<{href.Value}>",
        XElement { Name.LocalName: "paramref" or "typeparamref" } reference => $"`{reference.Attribute("name")!.Value}`",
        XElement { Name.LocalName: "para" } paragraph => " " + Markdown(paragraph),
        XElement other => Markdown(other),
        _ => "",
    }));

    /// <summary><c>P:A.B.C</c> is shown as <c>B.C</c>, a type without its namespace, a method with its parentheses.</summary>
    private static string ShortName(string cref)
    {
        var name = Arguments().Replace(cref[2..], "").Split('.');
        return cref[0] == 'T' ? name[^1] : $"{name[^2]}.{name[^1]}{(cref[0] == 'M' ? "()" : "")}";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\(.*\)$|``?\d+")]
    private static partial Regex Arguments();
}
