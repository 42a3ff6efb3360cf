using System.Text;
using NFlow.Runtime.Files;

namespace NFlow.Runtime.Tests.Files;

/// <summary>Files below one folder, and nothing outside it, whatever the name says, wherever links point, and whenever they change.</summary>
public sealed class ConfinedFolderTests
{
    private const string Secret = "SECRET";

    private readonly TemporaryFolder _outer = new();
    private ConfinedFolder _folder = null!;

    [SetUp]
    public void SetUp()
    {
        Directory.CreateDirectory(PathOf("root/sub"));
        Directory.CreateDirectory(PathOf("outside"));
        File.WriteAllText(PathOf("root/own.txt"), "own");
        File.WriteAllText(PathOf("root/sub/inner.txt"), "inner");
        File.WriteAllText(PathOf("outside/own.txt"), Secret);
        _folder = new ConfinedFolder(PathOf("root"));
    }

    [TearDown]
    public void TearDown() => _outer.Dispose();

    [TestCase("own.txt", "own")]
    [TestCase("./sub//inner.txt", "inner")]
    [TestCase("sub\\inner.txt", "inner")]
    [TestCase("missing.txt", null)]
    [TestCase("sub", null)]
    [TestCase("", null)]
    [TestCase(".", null)]
    [TestCase("..", null)]
    [TestCase("../outside/own.txt", null)]
    [TestCase("sub/../../outside/own.txt", null)]
    [TestCase("sub/../own.txt", null)]
    [TestCase("/etc/passwd", null)]
    [TestCase("own.txt\0.html", null)]
    [TestCase("own.txt:stream", null)]
    [TestCase("own.txt.", null)]
    public void Read_ByName_FindsOnlyWhatLiesBelow(string name, string? content) => Assert.That(Read(name), Is.EqualTo(content));

    [TestCase("link.txt")]
    [TestCase("dir/own.txt")]
    [TestCase("hop/own.txt")]
    [TestCase("back/outside/own.txt")]
    public void Link_ThatLeadsOut_IsNoFile(string name)
    {
        File.CreateSymbolicLink(PathOf("root/link.txt"), PathOf("outside/own.txt"));
        Directory.CreateSymbolicLink(PathOf("root/dir"), PathOf("outside"));
        Directory.CreateSymbolicLink(PathOf("root/hop"), "dir");
        Directory.CreateSymbolicLink(PathOf("root/back"), "..");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Read(name), Is.Null);
            Assert.That(_folder.OpenWrite(name, append: false), Is.Null);
            Assert.That(_folder.IsAllowed(name), Is.False);
            Assert.That(File.ReadAllText(PathOf("outside/own.txt")), Is.EqualTo(Secret));
        }
    }

    [Test]
    public void Link_ThatStaysInside_IsFollowed()
    {
        Directory.CreateSymbolicLink(PathOf("root/..data"), "sub");
        File.CreateSymbolicLink(PathOf("root/mounted.txt"), "..data/inner.txt");

        Assert.That(Read("mounted.txt"), Is.EqualTo("inner"));
    }

    [Test]
    public void Loop_OfLinks_IsNoFile()
    {
        File.CreateSymbolicLink(PathOf("root/a"), PathOf("root/b"));
        File.CreateSymbolicLink(PathOf("root/b"), PathOf("root/a"));

        Assert.That(Read("a"), Is.Null);
    }

    [Test]
    public void Write_ToAFile_ReplacesOrExtendsIt()
    {
        using (var file = _folder.OpenWrite("sub/new.txt", append: false)!)
            file.Write("one"u8);
        using (var file = _folder.OpenWrite("sub/new.txt", append: true)!)
            file.Write("two"u8);
        using (var file = _folder.OpenWrite("own.txt", append: false)!)
            file.Write("x"u8);

        Assert.That((Read("sub/new.txt"), Read("own.txt")), Is.EqualTo(("onetwo", "x")));
    }

    [Test]
    public void Link_ThatChangesBetweenTheLookAndTheOpen_NeverLeadsOut()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Ignore("Only Linux tells where an opened file is.");
        using var stop = new CancellationTokenSource();
        var swapper = new Thread(() => Swap(stop.Token));
        swapper.Start();
        var read = new HashSet<string?>();
        try
        {
            for (var i = 0; i < 3_000; i++)
            {
                read.Add(ReadQuietly("swapped.txt"));
                WriteQuietly("swapped.txt");
            }
        }
        finally
        {
            stop.Cancel();
            swapper.Join();
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.OfType<string>(), Has.None.Contains(Secret));
            Assert.That(File.ReadAllText(PathOf("outside/own.txt")), Is.EqualTo(Secret));
        }
    }

    /// <summary>Lets a name point inside and outside in turn, as fast as it can.</summary>
    private void Swap(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(PathOf("root/inside"));
        File.WriteAllText(PathOf("root/inside/own.txt"), "inside");
        for (var i = 0; !cancellationToken.IsCancellationRequested; i++)
        {
            File.CreateSymbolicLink(PathOf($"root/next{i}"), i % 2 == 0 ? PathOf("outside/own.txt") : PathOf("root/inside/own.txt"));
            File.Move(PathOf($"root/next{i}"), PathOf("root/swapped.txt"), overwrite: true);
        }
    }

    private string? ReadQuietly(string name)
    {
        try
        {
            return Read(name);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private void WriteQuietly(string name)
    {
        try
        {
            using var file = _folder.OpenWrite(name, append: false);
            file?.Write("written"u8);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The link was just being replaced.
        }
    }

    private string? Read(string name)
    {
        using var file = _folder.OpenRead(name);
        if (file is null)
            return null;
        using var reader = new StreamReader(file, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private string PathOf(string name) => Path.Combine(_outer.Path, name);
}
