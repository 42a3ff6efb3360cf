using System.Buffers;

namespace NFlow.Runtime.Execution;

/// <summary>The answer of a run, collected until the adapter sends it. The first answer wins. Not thread-safe; one run writes to it.</summary>
public class WorkflowResponse
{
    private readonly List<KeyValuePair<string, string>> _headers = [];
    private ArrayBufferWriter<byte>? _body;

    /// <summary>Whether a script or step has answered.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>HTTP status; 200 unless set.</summary>
    public int StatusCode { get; set; } = 200;

    /// <summary>Media type with its parameters; null for an answer without body.</summary>
    public string? ContentType { get; set; }

    /// <summary>Headers in the order in which they were added; cookies are <c>Set-Cookie</c> headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers => _headers;

    /// <summary>The body so far.</summary>
    public ReadOnlyMemory<byte> Body => _body?.WrittenMemory ?? default;

    /// <summary>A file to send in place of <see cref="Body"/>; an absolute path that was checked against the file root.</summary>
    public string? FilePath { get; set; }

    /// <summary>Whether the body went to the client piece by piece, so that <see cref="Body"/> does not hold it.</summary>
    public bool IsStreamed { get; protected set; }

    /// <summary>Where the body is written. Writing does not answer by itself: see <see cref="TryAnswer"/>.</summary>
    public IBufferWriter<byte> BodyWriter => _body ??= new ArrayBufferWriter<byte>(512);

    /// <summary>Claims the right to answer.</summary>
    /// <param name="statusCode">HTTP status.</param>
    /// <param name="contentType">Media type, or null for no body.</param>
    /// <returns>False when somebody answered before; the caller must then write nothing.</returns>
    public virtual bool TryAnswer(int statusCode, string? contentType)
    {
        if (IsAnswered)
            return false;
        IsAnswered = true;
        StatusCode = statusCode;
        ContentType = contentType;
        return true;
    }

    /// <summary>Takes back an answer whose body could not be written, so that an error can be answered in its place.</summary>
    public virtual void Retract()
    {
        IsAnswered = false;
        StatusCode = 200;
        ContentType = null;
        FilePath = null;
        _body?.ResetWrittenCount();
    }

    /// <summary>Replaces the body of an answer that was not sent yet.</summary>
    internal void ReplaceBody(ReadOnlySpan<byte> body)
    {
        _body = new ArrayBufferWriter<byte>(Math.Max(1, body.Length));
        _body.Write(body);
    }

    /// <summary>Adds a header, keeping earlier ones of the same name.</summary>
    /// <param name="name">Header name.</param>
    /// <param name="value">Value; must not contain line breaks.</param>
    /// <exception cref="ArgumentException">Name or value is not allowed in HTTP.</exception>
    public virtual void AddHeader(string name, string value)
    {
        RequireHeaderText(name, value);
        _headers.Add(new(name, value));
    }

    /// <summary>Sets a header, replacing earlier ones of the same name.</summary>
    /// <param name="name">Header name.</param>
    /// <param name="value">Value; must not contain line breaks.</param>
    /// <exception cref="ArgumentException">Name or value is not allowed in HTTP.</exception>
    public virtual void SetHeader(string name, string value)
    {
        RequireHeaderText(name, value);
        for (var i = _headers.Count - 1; i >= 0; i--)
            if (_headers[i].Key.Equals(name, StringComparison.OrdinalIgnoreCase))
                _headers.RemoveAt(i);
        _headers.Add(new(name, value));
    }

    /// <summary>Called once when the run first needs a session and the client brought none; the adapter sends the cookie.</summary>
    /// <param name="sessionId">The new, unguessable id.</param>
    public virtual void IssueSession(string sessionId) => SessionId = sessionId;

    /// <summary>The session issued with this answer; null when none was.</summary>
    public string? SessionId { get; private set; }

    /// <summary>Starts an answer whose body is written piece by piece while the run goes on.</summary>
    /// <param name="statusCode">HTTP status.</param>
    /// <param name="contentType">Media type.</param>
    /// <param name="cancellationToken">Cancelled when the client goes away.</param>
    /// <returns>The stream to write to and flush; null when somebody answered before. The base class collects into <see cref="Body"/>.</returns>
    public virtual ValueTask<Stream?> StartStreamAsync(int statusCode, string contentType, CancellationToken cancellationToken) =>
        new(TryAnswer(statusCode, contentType) ? new BufferWriterStream(BodyWriter) : null);

    private static void RequireHeaderText(string name, string value)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAny(" :\r\n\0"))
            throw new ArgumentException("A header name must be a token without spaces or colons.", nameof(name));
        if (value.AsSpan().ContainsAny("\r\n\0"))
            throw new ArgumentException($"The value of header '{name}' must not contain line breaks.", nameof(value));
    }
}
