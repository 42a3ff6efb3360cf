using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace NFlow.Runtime.Packages.Tests.Support;

/// <summary>
/// What stands in for <c>mcr.microsoft.com/dotnet/aspnet</c>, made of this machine's own files: one layer with the Debian packages that image has too, the .NET runtime,
/// and the unprivileged user <c>app</c> (1654); the same environment.
/// </summary>
internal sealed class BaseImage
{
    public const string Variables = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin;APP_UID=1654;ASPNETCORE_HTTP_PORTS=8080;DOTNET_RUNNING_IN_CONTAINER=true";

    private static readonly string[] Packages = ["base-files", "libc6", "libc-bin", "libgcc-s1", "libstdc++6", "libssl3", "zlib1g", "dash", "ca-certificates"];

    private readonly string _layerPath;

    private BaseImage(string layerPath, byte[] configuration, byte[] manifest)
    {
        (_layerPath, Configuration, Manifest) = (layerPath, configuration, manifest);
        LayerDigest = Digest(File.ReadAllBytes(layerPath));
    }

    public byte[] Configuration { get; }

    public byte[] Manifest { get; }

    public string LayerDigest { get; }

    public string ConfigurationDigest => Digest(Configuration);

    /// <summary>Makes it in a folder.</summary>
    public static BaseImage Make(string folder)
    {
        var layer = Path.Combine(folder, "base.tar.gz");
        using var contents = SHA256.Create();
        using (var file = File.Create(layer))
        using (var zip = new GZipStream(file, CompressionLevel.Fastest))
        using (var hashed = new CryptoStream(zip, contents, CryptoStreamMode.Write))
        using (var tar = new TarWriter(hashed, TarEntryFormat.Pax))
            Write(tar);

        var configuration = JsonSerializer.SerializeToUtf8Bytes(new
        {
            architecture = Architecture,
            os = "linux",
            config = new { Env = Variables.Split(';') },
            rootfs = new { type = "layers", diff_ids = new[] { $"sha256:{Convert.ToHexStringLower(contents.Hash!)}" } },
            history = new[] { new { created_by = "this machine's packages" } },
        });
        var manifest = JsonSerializer.SerializeToUtf8Bytes(new
        {
            schemaVersion = 2,
            mediaType = LocalRegistry.ManifestType,
            config = new { mediaType = "application/vnd.docker.container.image.v1+json", size = configuration.Length, digest = Digest(configuration) },
            layers = new[] { new { mediaType = "application/vnd.docker.image.rootfs.diff.tar.gzip", size = new FileInfo(layer).Length, digest = Digest(File.ReadAllBytes(layer)) } },
        });
        return new(layer, configuration, manifest);
    }

    public static string Architecture => RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "amd64";

    public Stream OpenLayer() => File.OpenRead(_layerPath);

    public static string Digest(ReadOnlySpan<byte> content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";

    private static void Write(TarWriter tar)
    {
        foreach (var folder in (string[])["bin", "sbin", "lib", "lib64"])
            if (new DirectoryInfo($"/{folder}").LinkTarget is { } target)
                tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, folder) { LinkName = target });
        foreach (var file in DebianFiles().Concat(RuntimeFiles()).DistinctBy(file => file.Name))
            tar.WriteEntry(file.Path, file.Name);

        AddText(tar, "etc/passwd", "root:x:0:0:root:/root:/bin/sh\napp:x:1654:1654::/home/app:/bin/sh\n");
        AddText(tar, "etc/group", "root:x:0:\napp:x:1654:\n");
        tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "usr/bin/dotnet") { LinkName = "/usr/share/dotnet/dotnet" });
        const UnixFileMode Open = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        foreach (var folder in (string[])["proc", "dev", "tmp"])
            tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, folder) { Mode = Open });
        tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "home/app") { Mode = Open, Uid = 1654, Gid = 1654 });
    }

    private static void AddText(TarWriter tar, string name, string text) =>
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)), Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead });

    /// <summary>The files of the packages but documents and translations, under their real folders (<c>/lib</c> is a link). ICU's package has its version in its name.</summary>
    private static IEnumerable<(string Path, string Name)> DebianFiles() =>
        from path in Run("dpkg-query", ["-L", .. Packages, .. Run("dpkg-query", "-W", "-f", "${Package}\n", "libicu*").Where(name => name.Length > 6 && char.IsAsciiDigit(name[6]))])
        where !path.StartsWith("/usr/share/", StringComparison.Ordinal) && File.Exists(path)
        let folder = RealPath(Path.GetDirectoryName(path)!)
        where !folder.StartsWith("/etc/ssl/private", StringComparison.Ordinal)
        select (path, Path.Combine(folder, Path.GetFileName(path))[1..]);

    private static IEnumerable<(string Path, string Name)> RuntimeFiles()
    {
        // .../shared/Microsoft.NETCore.App/10.0.x, of which these tests run on one.
        var running = new DirectoryInfo(RuntimeEnvironment.GetRuntimeDirectory());
        var root = running.Parent!.Parent!.Parent!.FullName;
        return from part in (string[])[$"shared/Microsoft.NETCore.App/{running.Name}", $"shared/Microsoft.AspNetCore.App/{running.Name}", "host", "dotnet"]
               let path = Path.Combine(root, part)
               from file in Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories) : [path]
               select (file, "usr/share/dotnet/" + Path.GetRelativePath(root, file));
    }

    private static string RealPath(string folder)
    {
        var first = folder.IndexOf('/', 1) is > 0 and var slash ? slash : folder.Length;
        return new DirectoryInfo(folder[..first]).ResolveLinkTarget(returnFinalTarget: true) is { } target ? target.FullName + folder[first..] : folder;
    }

    private static string[] Run(string program, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
