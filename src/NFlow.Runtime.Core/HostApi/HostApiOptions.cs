using System.ComponentModel.DataAnnotations;

namespace NFlow.Runtime.HostApi;

/// <summary>What scripts may reach outside their run. Everything is closed by default.</summary>
public sealed class HostApiOptions
{
    /// <summary>
    /// Folder that <c>c.File</c>, <c>c.Attachment</c>, <c>c.Inline</c> and mail attachments serve from, and to which
    /// <c>file_to_string</c>, <c>string_to_file</c> and <c>require("fs")</c> are confined. A relative path is resolved against the working directory.
    /// </summary>
    /// <value>Empty: scripts can send no files.</value>
    public string FileRoot { get; set; } = "";

    /// <summary>Bytes of a file that a script may read or write at once.</summary>
    /// <value>16 MiB.</value>
    [Range(1, int.MaxValue)]
    public int MaxFileBytes { get; set; } = 16 << 20;

    /// <summary>Whether scripts may read and write files below <see cref="FileRoot"/> (<c>enable_filesystem</c>).</summary>
    /// <value>False.</value>
    public bool EnableFileSystem { get; set; }

    /// <summary>Whether scripts may <c>require("http")</c> and <c>require("https")</c> (<c>enable_network</c>); <c>http_get</c> and the like have their own switch.</summary>
    /// <value>False.</value>
    public bool EnableNetwork { get; set; }

    /// <summary>Whether scripts may change this process's environment with <c>set_env</c> (<c>enable_process</c>).</summary>
    /// <value>False.</value>
    public bool EnableProcess { get; set; }
}
