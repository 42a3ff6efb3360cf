using System.Text.Json;

namespace NFlow.Runtime.Packages.Tests.Support;

/// <summary>An image in a file, as <c>docker load</c> takes it, unpacked.</summary>
internal sealed class ImageArchive
{
    private ImageArchive(string rootFileSystem, JsonElement settings) => (RootFileSystem, Settings) = (rootFileSystem, settings);

    /// <summary>The folder with all layers, one over the other.</summary>
    public string RootFileSystem { get; }

    /// <summary>The <c>config</c> of the image: user, ports, entry point, labels, environment.</summary>
    public JsonElement Settings { get; }

    /// <summary>Opens an archive in an empty folder.</summary>
    public static async Task<ImageArchive> OpenAsync(string archive, string folder)
    {
        var parts = Directory.CreateDirectory(Path.Combine(folder, "archive")).FullName;
        await Tool.RunAsync("tar", "-xf", archive, "-C", parts);
        var manifest = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(parts, "manifest.json")))[0];
        var root = Directory.CreateDirectory(Path.Combine(folder, "root")).FullName;
        foreach (var layer in manifest.GetProperty("Layers").EnumerateArray())
            await Tool.RunAsync("tar", "-xzf", Path.Combine(parts, layer.GetString()!), "-C", root);
        var configuration = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(parts, manifest.GetProperty("Config").GetString()!)));
        return new(root, configuration.GetProperty("config"));
    }

    public IReadOnlyList<string> List(string name) => Settings.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];
}
