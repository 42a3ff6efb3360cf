namespace NFlow.Runtime.AspNetCore.Debugging;

/// <summary>Who may use the debug endpoints.</summary>
public sealed class NFlowDebugOptions
{
    /// <summary>Secret that every request must bring, in header <c>X-Debug-Token</c> or query field <c>debug_token</c>. Empty for none.</summary>
    /// <value>Empty.</value>
    public string Token { get; set; } = "";

    /// <summary>Addresses and networks (<c>10.0.0.0/8</c>, <c>fd00::/8</c>) that may ask; empty for all.</summary>
    /// <value>Empty.</value>
    public IList<string> AllowedIps { get; } = [];

    /// <summary>Whether the endpoints may be mapped without a token outside the Development environment.</summary>
    /// <value>False.</value>
    public bool AllowWithoutToken { get; set; }
}
