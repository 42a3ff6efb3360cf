using System.Text;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.HostApi.Files;

/// <summary>Reading and writing files below the file root, for hosts that allow it.</summary>
internal sealed class FileApi(FileRoot files, IOptions<HostApiOptions> options) : IHostApi
{
    public void Configure(HostSurfaceBuilder surface)
    {
        HostParameter path = new("path", "string");
        surface.BlockingFunction("file_to_string", ReadAsync, "Text of a file below the file root; empty when there is none. Needs enable_filesystem.", "string", path);
        surface.BlockingFunction("string_to_file", (call, token) => WriteAsync(call, append: false, token), "Writes a text file below the file root. Needs enable_filesystem.", "void", path, new HostParameter("text", "string"));
        surface.BlockingFunction("$file_append", (call, token) => WriteAsync(call, append: true, token), "Extends a text file.", "void", path, new HostParameter("text", "string"));
        surface.Function("$file_exists", Exists, "Whether there is such a file.", "boolean", path);
    }

    private async ValueTask<HostValue> ReadAsync(HostCall call, CancellationToken cancellationToken)
    {
        var path = call.RequireName(0);
        RequireCapability(call);
        var bytes = await files.ReadAsync(call.Function.Name, path, cancellationToken).ConfigureAwait(false);
        return HostValue.From(bytes is null ? "" : Encoding.UTF8.GetString(bytes));
    }

    private async ValueTask<HostValue> WriteAsync(HostCall call, bool append, CancellationToken cancellationToken)
    {
        var path = call.RequireName(0);
        var text = Encoding.UTF8.GetBytes(call.RequireText(1));
        RequireCapability(call);
        await files.WriteAsync(call.Function.Name, path, text, append, cancellationToken).ConfigureAwait(false);
        return HostValue.Undefined;
    }

    private HostValue Exists(HostCall call)
    {
        var path = call.RequireName(0);
        RequireCapability(call);
        return HostValue.From(File.Exists(files.Resolve("fs", path)));
    }

    private void RequireCapability(HostCall call)
    {
        if (!options.Value.EnableFileSystem)
            throw new HostCallException($"{call.Function.Name.TrimStart('$')}: this host does not let scripts use files (enable_filesystem).");
    }
}
