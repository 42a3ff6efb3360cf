using System.Reflection;
using System.Text;

namespace NFlow.Runtime.Storage.EF;

/// <summary>Texts embedded in this package.</summary>
internal static class PackageFile
{
    private static readonly Assembly Package = typeof(PackageFile).Assembly;

    /// <summary>Names of all.</summary>
    public static IEnumerable<string> Names => Package.GetManifestResourceNames();

    /// <exception cref="InvalidOperationException">The package was built without it.</exception>
    public static string Read(string name) =>
        Find(name) ?? throw new InvalidOperationException($"The package lacks its embedded file {name}.");

    /// <returns>Null where there is none of the name.</returns>
    public static string? Find(string name)
    {
        using var stream = Package.GetManifestResourceStream(name);
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
