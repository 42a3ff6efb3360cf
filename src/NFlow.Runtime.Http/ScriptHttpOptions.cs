using System.ComponentModel.DataAnnotations;

namespace NFlow.Runtime.Http;

/// <summary>What scripts may ask of other servers (table <c>[http]</c>).</summary>
public sealed class ScriptHttpOptions
{
    /// <summary>Whether scripts may call other servers at all.</summary>
    /// <value>True.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>How long a call may take, redirects and body included; a call may ask for less.</summary>
    /// <value>30 seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether addresses of private networks, of this machine and of link-local services may be reached.</summary>
    /// <value>False.</value>
    public bool AllowPrivateNetworks { get; set; }

    /// <summary>Hosts that may be reached; <c>*.example.org</c> stands for every host below. Empty for any public host.</summary>
    /// <value>Empty.</value>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>Bytes of a response.</summary>
    /// <value>10 MiB.</value>
    [Range(1, int.MaxValue)]
    public int MaxResponseBytes { get; set; } = 10 << 20;

    /// <summary>Redirects that are followed, each checked like the first address.</summary>
    /// <value>10.</value>
    [Range(0, 50)]
    public int MaxRedirects { get; set; } = 10;
}
