using System.Reflection;
using System.Runtime.CompilerServices;

namespace NFlow.Runtime.Architecture.Tests;

public sealed class TypeRules
{
    private static IEnumerable<Type> Types => ProductAssemblies.All.SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.GetCustomAttribute<CompilerGeneratedAttribute>() is null && type.Namespace?.StartsWith("NFlow", StringComparison.Ordinal) == true && !type.Name.Contains('<', StringComparison.Ordinal));

    [Test]
    public void InternalClasses_AreSealedUnlessSomethingDerivesFromThem()
    {
        var bases = Types.Select(type => type.BaseType).OfType<Type>().Select(type => type.IsGenericType ? type.GetGenericTypeDefinition() : type).ToHashSet();
        var open = Types.Where(type => type is { IsClass: true, IsVisible: false, IsSealed: false, IsAbstract: false } && !bases.Contains(type)).Select(type => type.FullName);
        Assert.That(open, Is.Empty, "A class that nobody derives from is sealed: its readers need not look for overrides.");
    }

    [Test]
    public void Types_SayWhatTheyAre()
    {
        string[] vague = ["Manager", "Helper", "Helpers", "Utils", "Util", "Processor", "Service"];
        var named = Types.Where(type => vague.Any(suffix => type.Name.EndsWith(suffix, StringComparison.Ordinal))).Select(type => type.FullName);
        Assert.That(named, Is.Empty, "Manager, Helper, Utils, Processor, Service mean that the noun is not found yet.");
    }

    [Test]
    public void PublicSignatures_NeverNameTheScriptEngine()
    {
        var leaks =
            from type in Types
            where type.IsVisible
            from member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            from named in Named(member)
            where named.Assembly.GetName().Name is "Jint" or "Acornima"
            select $"{type.FullName}.{member.Name}";
        Assert.That(leaks, Is.Empty, "Jint stays behind Scripting/Jint, so that it can be replaced or moved to another process.");
    }

    [Test]
    public void JintTypes_AreNamedInOneFolderOnly()
    {
        var users = Types
            .Where(type => type.Namespace?.StartsWith("NFlow.Runtime.Scripting.Jint", StringComparison.Ordinal) != true)
            .Where(type => type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                .Any(field => field.FieldType.Assembly.GetName().Name is "Jint" or "Acornima"))
            .Select(type => type.FullName);
        Assert.That(users, Is.Empty, "Only Scripting/Jint names Jint types.");
    }

    private static IEnumerable<Type> Named(MemberInfo member) => member switch
    {
        MethodInfo method => [method.ReturnType, .. method.GetParameters().Select(parameter => parameter.ParameterType)],
        ConstructorInfo constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType),
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        _ => [],
    };
}
