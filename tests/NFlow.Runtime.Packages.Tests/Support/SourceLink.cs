using System.IO.Compression;
using System.Reflection.Metadata;
using System.Text;

namespace NFlow.Runtime.Packages.Tests.Support;

/// <summary>What a portable PDB says about where its sources are.</summary>
internal static class SourceLink
{
    private static readonly Guid Kind = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    /// <summary>The map from source paths to addresses, JSON; empty when there is none.</summary>
    public static string Read(ZipArchiveEntry pdb)
    {
        using var provider = Open(pdb);
        var reader = provider.GetMetadataReader();
        return reader.CustomDebugInformation
            .Select(handle => reader.GetCustomDebugInformation(handle))
            .Where(information => reader.GetGuid(information.Kind) == Kind)
            .Select(information => Encoding.UTF8.GetString(reader.GetBlobBytes(information.Value)))
            .FirstOrDefault("");
    }

    /// <summary>The paths of the sources it was compiled from.</summary>
    public static IReadOnlyList<string> Documents(ZipArchiveEntry pdb)
    {
        using var provider = Open(pdb);
        var reader = provider.GetMetadataReader();
        return [.. reader.Documents.Select(handle => reader.GetString(reader.GetDocument(handle).Name))];
    }

    private static MetadataReaderProvider Open(ZipArchiveEntry pdb)
    {
        var copy = new MemoryStream();
        using (var content = pdb.Open())
            content.CopyTo(copy);
        copy.Position = 0;
        return MetadataReaderProvider.FromPortablePdbStream(copy);
    }
}
