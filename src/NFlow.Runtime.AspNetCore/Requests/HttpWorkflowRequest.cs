using System.Collections.Frozen;
using System.Net;
using Microsoft.AspNetCore.Http;
using NFlow.Runtime.AspNetCore.Schemas;
using NFlow.Runtime.AspNetCore.Sessions;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.AspNetCore.Requests;

/// <summary>The HTTP request of the current context, read when somebody asks.</summary>
/// <remarks>The context is the web server's and is used again for the next request; after <see cref="Release"/> only what was read before (all of it, by <see cref="Detach"/>) can still be read.</remarks>
internal sealed class HttpWorkflowRequest : WorkflowRequest
{
    private readonly SessionCookie _sessions;
    private readonly NFlowHttpOptions _options;
    private readonly RequestSchemas _schemas;
    private HttpContext? _context;
    private RequestBody _body = RequestBody.Empty;
    private FieldCollection? _headers;
    private IReadOnlyDictionary<string, string>? _cookies;
    private string? _host;
    private string? _remoteAddress;
    private SessionTicket? _session;
    private bool _sessionRead;

    public HttpWorkflowRequest(HttpContext context, string path, SessionCookie sessions, NFlowHttpOptions options, RequestSchemas schemas)
    {
        _context = context;
        _sessions = sessions;
        _options = options;
        _schemas = schemas;
        var request = context.Request;
        Method = HttpMethods.GetCanonicalizedValue(request.Method);
        Path = path;
        QueryString = request.QueryString is { HasValue: true } query ? query.Value![1..] : "";
        Scheme = request.Scheme;
        ContentType = request.ContentType ?? "";
    }

    public override string Host => _host ??= _context?.Request.Host.Value ?? "";

    public override string RemoteAddress => _remoteAddress ??= Format(_context?.Connection.RemoteIpAddress);

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Headers => _headers ??= ReadHeaders();

    public override IReadOnlyDictionary<string, string> Cookies => _cookies ??= ReadCookies();

    public override ReadOnlyMemory<byte> Body => _body.Bytes;

    public override FieldCollection Form => _body.Form;

    public override IReadOnlyList<UploadedFile> Files => _body.Files;

    public override string? SessionId => Session?.SessionId;

    /// <summary>What the session cookie says; null when the client brought none that can be proved.</summary>
    public SessionTicket? Session
    {
        get
        {
            if (!_sessionRead && _context is not null)
            {
                _sessionRead = true;
                _session = _sessions.Read(_context);
            }

            return _session;
        }
    }

    public override string? FindHeader(string name)
    {
        if (_context is null || _headers is not null)
            return base.FindHeader(name);
        return _context.Request.Headers.TryGetValue(name, out var values) && values.Count > 0 ? values[0] : null;
    }

    public override ValueTask LoadBodyAsync(CancellationToken cancellationToken)
    {
        if (_context is { } context && RequestBody.IsExpected(context))
            return ReadBodyAsync(context, cancellationToken);
        _schemas.Enforce(this);
        return default;
    }

    public override WorkflowRequest Detach()
    {
        _ = Host;
        _ = RemoteAddress;
        _ = Headers;
        _ = Cookies;
        _ = Session;
        return this;
    }

    /// <summary>Forgets the context; values that were not read until now are empty from here on.</summary>
    public void Release() => _context = null;

    private static string Format(IPAddress? address) =>
        address is null ? "" : (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();

    private async ValueTask ReadBodyAsync(HttpContext context, CancellationToken cancellationToken)
    {
        _body = await RequestBody.ReadAsync(context, _options, cancellationToken).ConfigureAwait(false);
        _schemas.Enforce(this);
    }

    private FieldCollection ReadHeaders()
    {
        var headers = new FieldCollection(StringComparer.OrdinalIgnoreCase);
        if (_context is null)
            return headers;
        foreach (var (name, values) in _context.Request.Headers)
            if (!name.Equals("Host", StringComparison.OrdinalIgnoreCase) && name[0] != ':')
                headers.Set(GoHeaderName.Canonicalize(name), values.ToArray()!);
        return headers;
    }

    private IReadOnlyDictionary<string, string> ReadCookies() =>
        _context is null || _context.Request.Cookies.Count == 0
            ? FrozenDictionary<string, string>.Empty
            : _context.Request.Cookies.ToDictionary(StringComparer.Ordinal);
}
