using System.ComponentModel.DataAnnotations;

namespace NFlow.Runtime.AspNetCore;

/// <summary>Settings of the HTTP side: what a request may bring, and how sessions and errors look on the wire.</summary>
public sealed class NFlowHttpOptions
{
    /// <summary>Bytes a request body may have. A larger one is answered 413. The web server's own limit (Kestrel: 30,000,000) applies as well.</summary>
    /// <value>16 MiB.</value>
    [Range(1024, int.MaxValue)]
    public int MaxBodyBytes { get; set; } = 16 << 20;

    /// <summary>Values and files a form may have. More are answered 413.</summary>
    /// <value>1,024.</value>
    [Range(1, 1_000_000)]
    public int MaxFormValues { get; set; } = 1024;

    /// <summary>Name of the cookie that carries the session's id.</summary>
    /// <value><c>nflow_session</c>.</value>
    [Required]
    [RegularExpression("^[A-Za-z0-9_.-]+$", ErrorMessage = "SessionCookieName must consist of letters, digits, '_', '.' and '-'.")]
    public string SessionCookieName { get; set; } = "nflow_session";

    /// <summary>Whether error answers carry flow, node and detail. For development only: details name scripts and positions.</summary>
    /// <value>False.</value>
    public bool ShowErrorDetails { get; set; }
}
