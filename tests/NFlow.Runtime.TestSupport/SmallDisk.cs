namespace NFlow.Runtime.TestSupport;

/// <summary>A disk of a given size, in memory.</summary>
public sealed class SmallDisk : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private bool _isMounted;

    public string Path => _folder.Path;

    /// <summary>Makes one; skips the test for users who may not mount.</summary>
    public static async Task<SmallDisk> CreateAsync(int kilobytes)
    {
        var disk = new SmallDisk();
        if (!Tool.IsRoot)
        {
            await disk.DisposeAsync();
            Assert.Ignore("needs root, to mount a disk that is full");
        }

        await Tool.RunAsync("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k,mode=0777", "tmpfs", disk.Path);
        disk._isMounted = true;
        return disk;
    }

    public string PathOf(string name) => _folder.PathOf(name);

    /// <summary>Takes all the space that is left.</summary>
    public void Fill()
    {
        using var ballast = File.OpenHandle(PathOf("ballast"), FileMode.Create, FileAccess.Write);
        var length = 0L;
        foreach (var size in (int[])[4096, 1])
        {
            try
            {
                for (var bytes = new byte[size]; ; length += size)
                    RandomAccess.Write(ballast, bytes, length);
            }
            catch (IOException)
            {
                // It is full, to this size.
            }
        }
    }

    /// <summary>Gives back what <see cref="Fill"/> took.</summary>
    public void Free() => File.Delete(PathOf("ballast"));

    public async ValueTask DisposeAsync()
    {
        if (_isMounted)
            await Tool.RunAsync("umount", "-l", Path);
        _folder.Dispose();
    }
}
