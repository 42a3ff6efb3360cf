namespace NFlow.Runtime.Server.Tests.Support;

/// <summary>A temporary folder.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nflow-server");

    public string Path => _folder.FullName;

    public string PathOf(string name) => System.IO.Path.Combine(_folder.FullName, name);

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
