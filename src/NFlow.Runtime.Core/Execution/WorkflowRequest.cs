using System.Collections.Frozen;

namespace NFlow.Runtime.Execution;

/// <summary>The request that starts a run, in terms that need no web server. Tests set the properties; adapters override them to read lazily.</summary>
/// <remarks>Read by one run at a time, and by its forks; implementations must tolerate concurrent reads once <see cref="LoadBodyAsync"/> has completed.</remarks>
public class WorkflowRequest
{
    private FieldCollection? _fields;
    private FieldCollection? _query;

    /// <summary>HTTP method, upper case.</summary>
    public virtual string Method { get; init; } = "GET";

    /// <summary>Path as received, percent-encoded, without query; starts with <c>/</c>.</summary>
    public virtual string Path { get; init; } = "/";

    /// <summary>Query as received, without the question mark; empty when there is none.</summary>
    public virtual string QueryString { get; init; } = "";

    /// <summary><c>http</c> or <c>https</c>.</summary>
    public virtual string Scheme { get; init; } = "http";

    /// <summary>Host and port the client asked for.</summary>
    public virtual string Host { get; init; } = "localhost";

    /// <summary>The client's address, as the host trusts it.</summary>
    public virtual string RemoteAddress { get; init; } = "";

    /// <summary>Request headers by name (any case), each with its values.</summary>
    public virtual IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; init; } = FieldCollection.Empty;

    /// <summary>Cookies by name.</summary>
    public virtual IReadOnlyDictionary<string, string> Cookies { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Media type of the body with its parameters; empty when there is none.</summary>
    public virtual string ContentType { get; init; } = "";

    /// <summary>The body as received; empty for forms that were parsed into <see cref="Form"/> and <see cref="Files"/>.</summary>
    public virtual ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Fields of a form body, in order; empty otherwise.</summary>
    public virtual FieldCollection Form { get; init; } = FieldCollection.Empty;

    /// <summary>Files of a multipart body.</summary>
    public virtual IReadOnlyList<UploadedFile> Files { get; init; } = [];

    /// <summary>Id of the client's session as proved to the adapter; null when the client brought none.</summary>
    public virtual string? SessionId { get; init; }

    /// <summary>Fields of the query string.</summary>
    public FieldCollection Query => _query ??= FieldCollection.ParseQuery(QueryString);

    /// <summary>Form fields followed by the query's fields of the same name: what scripts call <c>form</c>.</summary>
    public FieldCollection Fields => _fields ??= FieldCollection.Concat(Form, Query);

    /// <summary>The first value of a header.</summary>
    /// <param name="name">Header name, any case.</param>
    /// <returns>The value, or null when the header is absent.</returns>
    public virtual string? FindHeader(string name) =>
        Headers.TryGetValue(name, out var values) && values.Count > 0 ? values[0] : null;

    /// <summary>Reads the body, once, before the run starts. Adapters override it; the default has nothing to read.</summary>
    /// <param name="cancellationToken">Cancelled when the client goes away.</param>
    /// <returns>A task that completes when <see cref="Body"/>, <see cref="Form"/> and <see cref="Files"/> can be read.</returns>
    /// <exception cref="RunFailedException">The body is too large or malformed.</exception>
    public virtual ValueTask LoadBodyAsync(CancellationToken cancellationToken) => default;

    /// <summary>A copy that stays valid after the request has been answered, for forks. The base class needs none.</summary>
    /// <returns>A request that may be read at any later time.</returns>
    public virtual WorkflowRequest Detach() => this;
}
