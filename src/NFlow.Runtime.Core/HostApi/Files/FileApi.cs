using System.Text;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.HostApi.Files;

/// <summary>Reading and writing files below the file root, for hosts that allow it.</summary>
internal sealed class FileApi(FileRoot files, IOptions<HostApiOptions> options) : IHostApi
{
    public void Configure(HostSurfaceBuilder surface)
    {
        HostParameter caller = new("caller", "string"), path = new("path", "string"), data = new("data", "string | number[] | Uint8Array");
        surface.BlockingFunction("file_to_string", ReadAsync, "Text of a file below the file root; empty when there is none. Needs enable_filesystem.", "string", path);
        surface.BlockingFunction("string_to_file", WriteTextAsync, "Writes a text file below the file root. Needs enable_filesystem.", "void", path, new HostParameter("text", "string"));
        surface.BlockingFunction("$file_read", ReadBytesAsync, "A file's bytes; null when there is none.", "number[] | null", caller, path);
        surface.BlockingFunction("$file_write", (call, token) => WriteDataAsync(call, append: false, token), "Writes a file.", "void", caller, path, data);
        surface.BlockingFunction("$file_append", (call, token) => WriteDataAsync(call, append: true, token), "Extends a file.", "void", caller, path, data);
        surface.Function("$file_exists", Exists, "Whether there is such a file.", "boolean", caller, path);
    }

    private async ValueTask<HostValue> ReadAsync(HostCall call, CancellationToken cancellationToken)
    {
        var path = call.RequireName(0);
        RequireCapability(call);
        var bytes = await files.ReadAsync(call.FunctionName, path, cancellationToken).ConfigureAwait(false);
        return HostValue.From(bytes is null ? "" : Encoding.UTF8.GetString(bytes));
    }

    private async ValueTask<HostValue> WriteTextAsync(HostCall call, CancellationToken cancellationToken)
    {
        var path = call.RequireName(0);
        var text = Encoding.UTF8.GetBytes(call.RequireText(1));
        RequireCapability(call);
        await files.WriteAsync(call.FunctionName, path, text, append: false, cancellationToken).ConfigureAwait(false);
        return HostValue.Undefined;
    }

    private async ValueTask<HostValue> ReadBytesAsync(HostCall call, CancellationToken cancellationToken)
    {
        var path = RequirePath(call);
        RequireCapability(call);
        return await files.ReadAsync(call.FunctionName, path, cancellationToken).ConfigureAwait(false) is { } bytes ? HostValue.From((ReadOnlyMemory<byte>)bytes) : HostValue.Null;
    }

    private async ValueTask<HostValue> WriteDataAsync(HostCall call, bool append, CancellationToken cancellationToken)
    {
        var path = RequirePath(call);
        var data = call.KindOf(2) is HostValueKind.String or HostValueKind.Bytes or HostValueKind.Array ? call.GetBytes(2) : throw call.BadArgument(2, "a string or bytes");
        RequireCapability(call);
        await files.WriteAsync(call.FunctionName, path, data, append, cancellationToken).ConfigureAwait(false);
        return HostValue.Undefined;
    }

    private HostValue Exists(HostCall call)
    {
        var path = RequirePath(call);
        RequireCapability(call);
        return HostValue.From(files.Exists(call.FunctionName, path));
    }

    /// <summary>As Node.js: a path is text, and a number is none.</summary>
    private static string RequirePath(HostCall call) => call.KindOf(1) == HostValueKind.String ? call.RequireName(1) : throw call.BadArgument(1, "a string");

    private void RequireCapability(HostCall call)
    {
        if (!options.Value.EnableFileSystem)
            throw new HostCallException($"{call.FunctionName}: this host does not let scripts use files (enable_filesystem).");
    }
}
