using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace NFlow.Runtime.Architecture.Tests;

/// <summary>An option that nobody reads is a promise that nobody keeps: every one is read by code that is neither an accessor, nor the check of the options, nor what copies settings into them.</summary>
public sealed class OptionsHaveReaders
{
    private static readonly IReadOnlyList<Assembly> Assemblies = [.. ProductAssemblies.All.Append(Assembly.Load("nflow-runtime"))];
    private static readonly Lazy<HashSet<(string Type, string Getter)>> Read = new(() => [.. Assemblies.SelectMany(Calls)]);

    [TestCaseSource(nameof(Options))]
    public void EveryOption_IsReadBySomebody(Type options) => Assert.That(
        options.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly).Where(property => property.GetMethod is not null && !Read.Value.Contains((options.Name, property.GetMethod.Name))).Select(property => property.Name),
        Is.Empty);

    private static IEnumerable<Type> Options() => Assemblies.SelectMany(assembly => assembly.GetExportedTypes()).Where(type => type is { IsClass: true } && type.Name.EndsWith("Options", StringComparison.Ordinal));

    private static IEnumerable<(string Type, string Getter)> Calls(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress == 0 || !IsReader(OutermostType(metadata, method.GetDeclaringType()), method))
                continue;
            var code = file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!;
            for (var i = 0; i + 4 < code.Length; i++)
                if (code[i] is 0x28 or 0x6F && Getter(metadata, BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(i + 1))) is { } called)
                    yield return called;
        }
    }

    private static bool IsReader(string type, MethodDefinition method) =>
        !(type.EndsWith("Options", StringComparison.Ordinal) && method.Attributes.HasFlag(MethodAttributes.SpecialName)) && !type.EndsWith("OptionsValidator", StringComparison.Ordinal) && !type.EndsWith("Settings", StringComparison.Ordinal);

    private static string OutermostType(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        while (type.GetDeclaringType() is { IsNil: false } outer)
            type = metadata.GetTypeDefinition(outer);
        return metadata.GetString(type.Name);
    }

    /// <summary>The getter that a token calls; null for everything else, and for what is no token.</summary>
    private static (string Type, string Getter)? Getter(MetadataReader metadata, int token)
    {
        var (table, row) = ((TableIndex)(token >> 24), token & 0xFFFFFF);
        if (table is not (TableIndex.MethodDef or TableIndex.MemberRef) || row < 1 || row > metadata.GetTableRowCount(table))
            return null;

        var (name, parent) = table == TableIndex.MethodDef
            ? Parts(metadata.GetMethodDefinition(MetadataTokens.MethodDefinitionHandle(row)))
            : Parts(metadata.GetMemberReference(MetadataTokens.MemberReferenceHandle(row)));
        if (!metadata.GetString(name).StartsWith("get_", StringComparison.Ordinal))
            return null;
        return parent.Kind switch
        {
            HandleKind.TypeDefinition => (metadata.GetString(metadata.GetTypeDefinition((TypeDefinitionHandle)parent).Name), metadata.GetString(name)),
            HandleKind.TypeReference => (metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)parent).Name), metadata.GetString(name)),
            _ => null,
        };

        static (StringHandle, EntityHandle) Parts(object member) => member switch
        {
            MethodDefinition method => (method.Name, method.GetDeclaringType()),
            MemberReference reference => (reference.Name, reference.Parent),
            _ => default,
        };
    }
}
