using Microsoft.AspNetCore.Authentication;

namespace NFlow.Samples.ExistingWebApp;

internal sealed class StaffKeyOptions : AuthenticationSchemeOptions
{
    /// <summary>The key that staff sends in the header <c>X-Staff-Key</c>; without one nobody is staff.</summary>
    public string Key { get; set; } = "";
}
