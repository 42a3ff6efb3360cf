using System.Globalization;

namespace NFlow.Runtime.Recording;

/// <summary>The files of the recorder: so many, readable by their owner only.</summary>
internal sealed class RecordingFolder(string path, int maxFiles)
{
    private readonly Lock _lock = new();

    /// <summary>The name under which a run is kept.</summary>
    public static string NameOf(string runId, DateTimeOffset at) => $"run-{at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture)}-{runId}.json";

    /// <summary>Writes a recording, whole or not at all, and removes the oldest when there are too many.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public string Write(string name, byte[] json)
    {
        lock (_lock)
        {
            CreateFolder();
            var file = Path.Combine(path, name);
            var unfinished = file + ".part";
            using (var stream = new FileStream(unfinished, Options()))
                stream.Write(json);
            File.Move(unfinished, file, overwrite: true);
            foreach (var old in Directory.GetFiles(path, "run-*.json").Order(StringComparer.Ordinal).SkipLast(maxFiles))
                File.Delete(old);
            return file;
        }
    }

    private void CreateFolder()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
